import { Hono } from 'hono';
import type { App, AppParts } from '../app.ts';
import { baseOf } from '#src/address.ts';
import { pathBelow } from '../guards/below-base.ts';
import { formBody } from '../guards/form-body.ts';
import { may } from '../guards/may.ts';
import { pageLog } from '../guards/page-log.ts';
import { sameOrigin } from '../guards/same-origin.ts';
import { signedIn } from '../guards/signed-in.ts';
import { whileStopping } from '../guards/stopping.ts';
import { styleSheet } from '../pages/style-sheet.ts';
import { accountRoutes } from './account-routes.ts';
import { showAudit } from './audit.ts';
import { recordDeed } from './deed.ts';
import { sendAgain, showDetail, showNextUnread, workOn } from './detail.ts';
import { openDoor } from './door.ts';
import { download } from './download.ts';
import { changeTicked } from './change-ticked.ts';
import { confirmClock } from './clock-part.ts';
import { showList } from './list.ts';
import { loginRoutes } from './login-routes.ts';
import { matchMentee, showNextToMatch } from './match.ts';
import { downloadMeetings, feedMeetings, showMeetings } from './meetings.ts';
import { missingPage } from './missing-page.ts';
import { showOverview } from './overview.ts';
import { showRetention } from './retention.ts';
import { downloadHeld, eraseHeld, findHeld, showPerson } from './person.ts';
import { changeColleague, showStaff } from './staff.ts';

/** Fifty ticked rows, or the longest note in any script, in bytes. */
const longestBody = 65_536;
/** Staff pages, all under `/inbox/`. Up to the guard of sessions they are open to anyone, from there on to staff, and then by role. */
export function staffRoutes(parts: AppParts): Hono<App> {
  const door = openDoor(parts);
  const { sessions, cookie } = door;
  const base = baseOf(parts.config.siteUrl);
  const routes = new Hono<App>();

  routes.get('/inbox/style.css', (c) => {
    c.header('Cache-Control', 'public, max-age=300, must-revalidate');
    return c.body(styleSheet, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  routes.use('/inbox/*', pageLog(parts), whileStopping(parts.isStopping), sameOrigin(parts.config.siteUrl));
  routes.route('/', loginRoutes(parts, door));
  routes.get('/inbox/calendar/:file', (c) => feedMeetings(c, parts));

  routes.use('/inbox/*', signedIn(sessions, cookie, longestBody, base));
  routes.post('/inbox/logout/', async (c) => {
    const id = cookie.read(c);
    if (id !== undefined) await sessions.end(id);
    cookie.clear(c);
    await recordDeed(c, parts, 'logged out');
    return c.redirect('/inbox/login/', 303);
  });
  routes.route('/', accountRoutes(parts, door));
  routes.get('/inbox/', (c) => showList(c, parts));
  routes.get('/inbox/overview/', (c) => showOverview(c, parts));
  routes.get('/inbox/retention/', (c) => showRetention(c, parts));
  routes.get('/inbox/meetings/', (c) => showMeetings(c, parts));
  routes.get('/inbox/meetings.ics', (c) => downloadMeetings(c, parts));
  routes.get('/inbox/next/', (c) => showNextUnread(c, parts));
  routes.get('/inbox/next-to-match/', (c) => showNextToMatch(c, parts));
  routes.get('/inbox/audit/', may('admin'), (c) => showAudit(c, parts));
  routes.get('/inbox/staff/', may('admin'), (c) => showStaff(c, parts));
  routes.get('/inbox/person/', may('officer'), (c) => showPerson(c, parts));
  routes.get('/inbox/:form/:id/', (c) => showDetail(c, parts));
  routes.post('/inbox/*', may('officer'), formBody(longestBody));
  routes.post('/inbox/person/', (c) => findHeld(c, parts));
  routes.post('/inbox/person/export/', may('admin'), (c) => downloadHeld(c, parts));
  routes.post('/inbox/person/erase/', may('admin'), (c) => eraseHeld(c, parts));
  routes.post('/inbox/export/', may('admin'), (c) => download(c, parts));
  routes.post('/inbox/clock/', may('admin'), (c) => confirmClock(c, parts));
  routes.post('/inbox/staff/', may('admin'), (c) => changeColleague(c, parts));
  routes.post('/inbox/change/', (c) => changeTicked(c, parts));
  routes.post('/inbox/mentee/:id/match/', (c) => matchMentee(c, parts));
  routes.post('/inbox/:form/:id/mail/', (c) => sendAgain(c, parts));
  routes.post('/inbox/:form/:id/', (c) => workOn(c, parts));
  routes.get('/inbox', (c) => c.redirect('/inbox/', 301));
  routes.all('/inbox/*', (c) => {
    const { pathname, search } = new URL(c.req.url);
    // As on the site, an address without its last slash leads to the one with it.
    const mayLead = c.req.method === 'GET' && !pathname.endsWith('/');
    return mayLead ? c.redirect(`${pathBelow(base, pathname)}/${search}`, 301) : c.html(missingPage, 404);
  });
  return routes;
}
