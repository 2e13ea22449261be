import { Hono, type Context } from 'hono';
import type { AppEnv, Services } from '../env.ts';
import { pathBelow } from '../middleware/below-base.ts';
import { fileBody, formBody } from '../middleware/form-body.ts';
import { requireRole } from '../middleware/require-role.ts';
import { pageLog } from '../middleware/page-log.ts';
import { sameOrigin } from '../middleware/same-origin.ts';
import { repeatAnswer } from './auth/repeat-answer.ts';
import { requireSession } from './auth/require-session.ts';
import { whileShuttingDown } from '../middleware/shutting-down.ts';
import { faceNamed, styleSheet } from '../pages/style-sheet.ts';
import { accountRoutes } from './auth/account-routes.ts';
import { showAudit } from './admin/audit.ts';
import { recordAction } from './actor.ts';
import { sendAgain, showDetail, showNextUnread, saveCasework } from './detail/detail.ts';
import { createAuth } from './auth/auth.ts';
import { download } from './submissions/download.ts';
import { changeSelected } from './submissions/bulk-actions.ts';
import { downloadContent } from './content/download.ts';
import { changeRound, showRoundDates, showRoundForm } from './content/rounds.ts';
import { changeText, showText, showTexts } from './content/texts.ts';
import { confirmClock } from './overview/clock-doubt.ts';
import { showList } from './submissions/list.ts';
import { showAlternatives } from './matching-bench/alternatives.ts';
import { changeAsked, showAsked } from './matching-bench/asked-mentors.ts';
import { changeBench, showBench } from './matching-bench/bench.ts';
import { endRound, showEndRound } from './matching-bench/end-round.ts';
import { publish, showPublish } from './matching-bench/publish.ts';
import { changePairs, showPairs } from './matching-bench/pairs.ts';
import { readBench, type BenchHandler } from './matching-bench/read-bench.ts';
import { showRounds } from './matching-bench/choose-round-page.ts';
import { showGroupMail, showSentGroup, undoGroupMail, writeGroupMail } from './group-mail/group-mail.ts';
import {
  downloadTemplate,
  importMentors,
  longestUpload,
  showImport,
  showImports,
  undoImport,
} from './import/import.ts';
import { loginRoutes } from './auth/login-routes.ts';
import { matchMentee } from './detail/change-match.ts';
import { downloadMeetings, feedMeetings, showMeetings, tickMet } from './meetings/meetings.ts';
import { missingPage } from './ui/missing-page.ts';
import { askMentors, askMentorsPath, showAskMentors } from './questions/ask-mentors.ts';
import { sayOnce } from './say-once.ts';
import { changeQuestionMentor } from './detail/change-question.ts';
import { showOverview } from './overview/overview.ts';
import { showRetention } from './admin/retention-page.ts';
import { downloadReport, showReport } from './report/report.ts';
import { downloadPerson, erasePersonData, findPersonData, showPerson } from './people/person.ts';
import { addColleague, changeColleague, showColleague, showStaff } from './admin/staff.ts';

/** Returns the routes of all staff pages, under `/inbox/`. Those before `requireSession` are public, those after it are for staff, some by role. */
export function staffRoutes(services: Services): Hono<AppEnv> {
  const auth = createAuth(services);
  const { sessions, cookie } = auth;
  const { base } = services.config;
  const routes = new Hono<AppEnv>();

  const onBench = (show: BenchHandler) => async (c: Context<AppEnv>) => {
    const bench = await readBench(c, services);
    return bench ? show(c, services, bench) : c.html(missingPage, 404);
  };

  routes.get('/inbox/style.css', (c) => {
    c.header('Cache-Control', 'public, max-age=300, must-revalidate');
    return c.body(styleSheet, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  routes.get('/inbox/fonts/:name', (c) => {
    const face = faceNamed(c.req.param('name'));
    if (!face) return c.notFound();
    c.header('Cache-Control', 'public, max-age=86400');
    return c.body(face, 200, { 'Content-Type': 'font/woff2' });
  });
  routes.use(
    '/inbox/*',
    pageLog(services),
    whileShuttingDown(services.isStopping),
    sameOrigin(services.config.siteUrl),
  );
  routes.route('/', loginRoutes(services, auth));
  routes.get('/inbox/calendar/:file', (c) => feedMeetings(c, services));

  routes.use('/inbox/*', requireSession(sessions, cookie, base));
  routes.use('/inbox/*', sayOnce(services.config.siteUrl, base));
  routes.post('/inbox/logout/', async (c) => {
    const id = cookie.read(c);
    if (id !== undefined) await sessions.end(id);
    cookie.clear(c);
    await recordAction(c, services, 'logged out');
    return c.redirect('/inbox/login/', 303);
  });
  routes.route('/', accountRoutes(services, auth));
  // A form that comes back with a problem stands at its own address, which a reload or another tab opens.
  for (const path of [
    '/inbox/:form/:id/:deed{match|mentor|mail}/',
    '/inbox/person/:deed{erase|export}/',
    '/inbox/:deed{change|clock|export}/',
  ])
    routes.get(path, (c) =>
      c.redirect(`${pathBelow(base, c.req.path).replace(/[^/]+\/$/, '')}${new URL(c.req.url).search}`, 303),
    );
  routes.get('/inbox/', (c) => showList(c, services));
  routes.get('/inbox/overview/', (c) => showOverview(c, services));
  routes.get(askMentorsPath, (c) => showAskMentors(c, services));
  routes.get('/inbox/retention/', (c) => showRetention(c, services));
  routes.get('/inbox/meetings/', (c) => showMeetings(c, services));
  routes.get('/inbox/meetings.ics', (c) => downloadMeetings(c, services));
  routes.get('/inbox/next/', (c) => showNextUnread(c, services));
  routes.get('/inbox/match/', (c) => showRounds(c, services));
  routes.get('/inbox/match/:round/', onBench(showBench));
  routes.get('/inbox/match/:round/publish/', requireRole('officer'), onBench(showPublish));
  routes.get('/inbox/match/:round/end/', onBench(showEndRound));
  routes.get('/inbox/match/:round/pairs/', onBench(showPairs));
  routes.get('/inbox/match/:round/asked/', onBench(showAsked));
  routes.get('/inbox/match/:round/:mentee/', onBench(showAlternatives));
  routes.get('/inbox/audit/', requireRole('admin'), (c) => showAudit(c, services));
  routes.get('/inbox/rounds/', requireRole('admin'), (c) => showRoundDates(c, services));
  routes.get('/inbox/rounds/:round/', requireRole('admin'), (c) => showRoundForm(c, services));
  routes.get('/inbox/rounds/:file', requireRole('admin'), (c) => downloadContent(c, services, 'rounds'));
  routes.get('/inbox/texts/', requireRole('admin'), (c) => showTexts(c, services));
  routes.get('/inbox/texts/:name/', requireRole('admin'), (c) => showText(c, services));
  routes.get('/inbox/texts/:file', requireRole('admin'), (c) => downloadContent(c, services, 'mail'));
  routes.get('/inbox/staff/', requireRole('admin'), (c) => showStaff(c, services));
  routes.get('/inbox/staff/:name/', requireRole('admin'), (c) => showColleague(c, services));
  routes.get('/inbox/person/', requireRole('officer'), (c) => showPerson(c, services));
  routes.get('/inbox/report/', (c) => showReport(c, services));
  routes.get('/inbox/report/:file', (c) => downloadReport(c, services));
  routes.get('/inbox/mail/', requireRole('officer'), (c) => showGroupMail(c, services));
  routes.get('/inbox/mail/:group/', (c) => showSentGroup(c, services));
  routes.get('/inbox/import/', requireRole('officer'), (c) => showImports(c, services));
  routes.get('/inbox/import/mentors.csv', requireRole('officer'), (c) => downloadTemplate(c, services));
  routes.get('/inbox/import/:import/', requireRole('officer'), (c) => showImport(c, services));
  routes.get('/inbox/:form/:id/', (c) => showDetail(c, services));
  routes.post('/inbox/import/', requireRole('officer'), fileBody(longestUpload), (c) => importMentors(c, services));
  routes.post('/inbox/*', requireRole('officer'), formBody());
  routes.post('/inbox/person/', (c) => findPersonData(c, services));
  routes.post('/inbox/person/export/', requireRole('admin'), (c) => downloadPerson(c, services));
  routes.post('/inbox/person/erase/', requireRole('admin'), (c) => erasePersonData(c, services));
  routes.post('/inbox/export/', requireRole('admin'), (c) => download(c, services));
  routes.post('/inbox/clock/', requireRole('admin'), (c) => confirmClock(c, services));
  routes.post('/inbox/rounds/:round/', requireRole('admin'), (c) => changeRound(c, services));
  routes.post('/inbox/texts/:name/', requireRole('admin'), (c) => changeText(c, services));
  routes.post('/inbox/staff/', requireRole('admin'), repeatAnswer(), (c) => addColleague(c, services, auth));
  routes.post('/inbox/staff/:name/', requireRole('admin'), (c) => changeColleague(c, services, auth));
  routes.post('/inbox/match/:round/', onBench(changeBench));
  routes.post('/inbox/match/:round/publish/', onBench(publish));
  routes.post('/inbox/match/:round/end/', onBench(endRound));
  routes.post('/inbox/match/:round/pairs/', onBench(changePairs));
  routes.post('/inbox/match/:round/asked/', onBench(changeAsked));
  routes.post('/inbox/mail/', (c) => writeGroupMail(c, services));
  routes.post('/inbox/mail/:group/', (c) => undoGroupMail(c, services));
  routes.post('/inbox/import/:import/', (c) => undoImport(c, services));
  routes.post('/inbox/meetings/', (c) => tickMet(c, services));
  routes.post('/inbox/change/', (c) => changeSelected(c, services));
  routes.post(askMentorsPath, (c) => askMentors(c, services));
  routes.post('/inbox/ask/:id/mentor/', (c) => changeQuestionMentor(c, services));
  routes.post('/inbox/mentee/:id/match/', (c) => matchMentee(c, services));
  routes.post('/inbox/:form/:id/mail/', (c) => sendAgain(c, services));
  routes.post('/inbox/:form/:id/', (c) => saveCasework(c, services));
  routes.get('/inbox', (c) => c.redirect('/inbox/', 301));
  routes.all('/inbox/*', (c) => {
    const { pathname, search } = new URL(c.req.url);
    // As on the site, an address without its last slash redirects to the one with it.
    const mayRedirect = c.req.method === 'GET' && !pathname.endsWith('/');
    return mayRedirect ? c.redirect(`${pathBelow(base, pathname)}/${search}`, 301) : c.html(missingPage, 404);
  });
  return routes;
}
