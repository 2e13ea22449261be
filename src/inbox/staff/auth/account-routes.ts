import { createHash, randomBytes } from 'node:crypto';
import { Hono, type Context } from 'hono';
import type { App, AppParts } from '../../app.ts';
import { formBody } from '../../middleware/form-body.ts';
import { accountPage, calendarPage, recoveryPage, setupPage, type AccountPageOptions } from './account-page.ts';
import { staffBar } from '../ui/bar.ts';
import { browserOf } from './describe-browser.ts';
import { recordDeed, subjectOfStaff } from '../actor.ts';
import type { Door } from './auth.ts';
import { networkOf, tooMany } from './login-routes.ts';
import { hashPassword, leastPasswordLength, mostPasswordLength } from './password.ts';
import type { FieldProblem } from '../ui/problem.ts';
import { handleOf, hashOf } from './sessions.ts';
import { textOf } from '../form-value.ts';

/** What members of staff do with their own account, whatever their role. */
export function accountRoutes(parts: AppParts, door: Door): Hono<App> {
  const routes = new Hono<App>();
  routes.post('/inbox/account/*', formBody(4096));
  routes.get('/inbox/account/', (c) => drawAccount(c, parts, door, { news: doneWords.get(c.req.query('done') ?? '') }));
  routes.post('/inbox/account/password/', (c) => changePassword(c, parts, door));
  routes.post('/inbox/account/second-step/begin/', (c) => beginStep(c, parts, door));
  routes.get('/inbox/account/second-step/', (c) => drawSetup(c, door, undefined));
  routes.post('/inbox/account/second-step/', (c) => confirmStep(c, parts, door));
  routes.post('/inbox/account/second-step/remove/', (c) => removeStep(c, parts, door));
  routes.post('/inbox/account/sessions/', (c) => endSessions(c, parts, door));
  routes.post('/inbox/account/calendar/', (c) => setCalendar(c, parts));
  return routes;
}

const doneWords: ReadonlyMap<string, string> = new Map([
  ['password', 'Your password is changed. Your other sessions have ended.'],
  ['off', 'It is off. The login asks for your password only.'],
  ['sessions', 'Ended.'],
  ['calendar', 'The address is taken away: it shows nothing any more.'],
]);

const done = (c: Context<App>, what: string) => c.redirect(`/inbox/account/?done=${what}`, 303);

async function drawAccount(
  c: Context<App>,
  { store }: AppParts,
  { cookie }: Door,
  { status = 200, ...said }: Pick<AccountPageOptions, 'problem' | 'news'> & { status?: 200 | 422 | 429 },
): Promise<Response> {
  const name = c.get('staff');
  const shown = accountPage({
    bar: staffBar(c),
    name,
    role: c.get('role'),
    step: await store.secondStep(name),
    sessions: await store.sessions(name),
    current: handleOf({ idHash: hashOf(cookie.read(c) ?? '') }),
    hasCalendar: await store.hasCalendar(name),
    ...said,
  });
  return c.html(shown, status);
}

/** Asks for the password once more before what would lock its owner out; whoever finds an open browser does not know it. */
async function whenSure(
  c: Context<App>,
  parts: AppParts,
  door: Door,
  { field, password }: { field: string; password: string },
  go: () => Promise<Response>,
): Promise<Response> {
  const result = await door.login.check(c.get('staff'), password, networkOf(c, parts));
  if (result.ok) return go();
  if (result.waitSeconds > 0) {
    c.header('Retry-After', String(result.waitSeconds));
    return drawAccount(c, parts, door, { problem: { field, message: tooMany(result.waitSeconds) }, status: 429 });
  }
  await recordDeed(c, parts, 'login refused', subjectOfStaff(c.get('staff')), 'password');
  return drawAccount(c, parts, door, { problem: { field, message: 'Your password is not right' }, status: 422 });
}

async function changePassword(c: Context<App>, parts: AppParts, door: Door): Promise<Response> {
  const body = await c.req.parseBody();
  const [now, wanted, again] = [textOf(body['password']), textOf(body['new']), textOf(body['again'])];
  const problem = newPasswordProblem(wanted, again);
  if (problem) return drawAccount(c, parts, door, { problem, status: 422 });
  return whenSure(c, parts, door, { field: 'password-now', password: now }, async () => {
    const name = c.get('staff');
    await parts.store.changeStaff(name, { password: await hashPassword(wanted) });
    await recordDeed(c, parts, 'password changed', subjectOfStaff(name));
    door.cookie.write(c, await door.sessions.open(name, browserOf(c.req.header('user-agent') ?? '')));
    return done(c, 'password');
  });
}

function newPasswordProblem(wanted: string, again: string): FieldProblem | undefined {
  if (wanted.length < leastPasswordLength || wanted.length > mostPasswordLength) {
    const message = `The new password must have ${leastPasswordLength} to ${mostPasswordLength} characters`;
    return { field: 'new', message };
  }
  return wanted === again ? undefined : { field: 'again', message: 'The two new passwords must be the same' };
}

async function beginStep(c: Context<App>, parts: AppParts, door: Door): Promise<Response> {
  const password = textOf((await c.req.parseBody())['password']);
  return whenSure(c, parts, door, { field: 'password-step', password }, async () => {
    await door.steps.begin(c.get('staff'));
    return c.redirect('/inbox/account/second-step/', 303);
  });
}

async function drawSetup(c: Context<App>, { steps }: Door, message: string | undefined): Promise<Response> {
  const setup = await steps.setup(c.get('staff'));
  if (!setup) return c.redirect('/inbox/account/', 303);
  return c.html(setupPage(staffBar(c), setup, message), message === undefined ? 200 : 422);
}

async function confirmStep(c: Context<App>, parts: AppParts, door: Door): Promise<Response> {
  const name = c.get('staff');
  const codes = await door.steps.confirm(name, textOf((await c.req.parseBody())['code']));
  if (!codes) return drawSetup(c, door, 'The code is not right. Wait for the next one, and check your phone’s clock');
  await recordDeed(c, parts, 'second step turned on', subjectOfStaff(name));
  return c.html(recoveryPage(staffBar(c), codes));
}

async function removeStep(c: Context<App>, parts: AppParts, door: Door): Promise<Response> {
  const password = textOf((await c.req.parseBody())['password']);
  return whenSure(c, parts, door, { field: 'password-step', password }, async () => {
    const name = c.get('staff');
    if (await parts.store.removeSecondStep(name)) {
      await recordDeed(c, parts, 'second step turned off', subjectOfStaff(name));
    }
    return done(c, 'off');
  });
}

async function endSessions(c: Context<App>, parts: AppParts, { cookie }: Door): Promise<Response> {
  const name = c.get('staff');
  const wanted = textOf((await c.req.parseBody())['end']);
  const own = handleOf({ idHash: hashOf(cookie.read(c) ?? '') });
  for (const session of await parts.store.sessions(name)) {
    const handle = handleOf(session);
    if (handle === own || (wanted !== 'others' && wanted !== handle)) continue;
    await parts.store.endSession(session.idHash);
    await recordDeed(c, parts, 'session ended', subjectOfStaff(name));
  }
  return done(c, 'sessions');
}

async function setCalendar(c: Context<App>, parts: AppParts): Promise<Response> {
  const name = c.get('staff');
  if (textOf((await c.req.parseBody())['do']) === 'remove') {
    await parts.store.setCalendar(name, null);
    await recordDeed(c, parts, 'calendar address removed', subjectOfStaff(name));
    return done(c, 'calendar');
  }
  const token = randomBytes(32).toString('base64url');
  await parts.store.setCalendar(name, createHash('sha256').update(token).digest());
  await recordDeed(c, parts, 'calendar address made', subjectOfStaff(name));
  return c.html(calendarPage(staffBar(c), `${parts.config.siteUrl}/inbox/calendar/${token}.ics`));
}
