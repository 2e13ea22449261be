import { createHash, randomBytes } from 'node:crypto';
import { Hono, type Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import { formBody } from '../../middleware/form-body.ts';
import { accountPage, calendarPage, recoveryPage, setupPage, type AccountPageOptions } from './account-page.ts';
import { staffBar } from '../ui/bar.ts';
import { describeBrowser } from './describe-browser.ts';
import { recordAction, staffSubject } from '../actor.ts';
import type { Auth } from './auth.ts';
import { networkOf, tooMany } from './login-routes.ts';
import { hashPassword, leastPasswordLength, mostPasswordLength } from './password.ts';
import type { FieldProblem } from '../ui/problem.ts';
import { handleOf, hashOf } from './sessions.ts';
import { formValue } from '../form-value.ts';

/** What members of staff do with their own account, whatever their role. */
export function accountRoutes(parts: Services, door: Auth): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
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

const done = (c: Context<AppEnv>, what: string) => c.redirect(`/inbox/account/?done=${what}`, 303);

async function drawAccount(
  c: Context<AppEnv>,
  { store }: Services,
  { cookie }: Auth,
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
  c: Context<AppEnv>,
  parts: Services,
  door: Auth,
  { field, password }: { field: string; password: string },
  go: () => Promise<Response>,
): Promise<Response> {
  // Whoever has a session logged in: only what this session itself guesses counts.
  const device = handleOf({ idHash: hashOf(door.cookie.read(c) ?? '') });
  const result = await door.login.check(c.get('staff'), password, { network: networkOf(c, parts), device });
  if (result.ok) return go();
  if (result.waitSeconds > 0) {
    c.header('Retry-After', String(result.waitSeconds));
    return drawAccount(c, parts, door, { problem: { field, message: tooMany(result.waitSeconds) }, status: 429 });
  }
  await recordAction(c, parts, 'login refused', staffSubject(c.get('staff')), 'password');
  return drawAccount(c, parts, door, { problem: { field, message: 'Your password is not right' }, status: 422 });
}

async function changePassword(c: Context<AppEnv>, parts: Services, door: Auth): Promise<Response> {
  const body = await c.req.parseBody();
  const [now, wanted, again] = [formValue(body['password']), formValue(body['new']), formValue(body['again'])];
  const problem = newPasswordProblem(wanted, again);
  if (problem) return drawAccount(c, parts, door, { problem, status: 422 });
  return whenSure(c, parts, door, { field: 'password-now', password: now }, async () => {
    const name = c.get('staff');
    await parts.store.changeStaff(name, { password: await hashPassword(wanted) });
    await recordAction(c, parts, 'password changed', staffSubject(name));
    door.cookie.write(c, await door.sessions.open(name, describeBrowser(c.req.header('user-agent') ?? '')));
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

async function beginStep(c: Context<AppEnv>, parts: Services, door: Auth): Promise<Response> {
  const password = formValue((await c.req.parseBody())['password']);
  return whenSure(c, parts, door, { field: 'password-step', password }, async () => {
    await door.steps.begin(c.get('staff'));
    return c.redirect('/inbox/account/second-step/', 303);
  });
}

async function drawSetup(c: Context<AppEnv>, { steps }: Auth, message: string | undefined): Promise<Response> {
  const setup = await steps.setup(c.get('staff'));
  if (!setup) return c.redirect('/inbox/account/', 303);
  return c.html(setupPage(staffBar(c), setup, message), message === undefined ? 200 : 422);
}

async function confirmStep(c: Context<AppEnv>, parts: Services, door: Auth): Promise<Response> {
  const name = c.get('staff');
  const codes = await door.steps.confirm(name, formValue((await c.req.parseBody())['code']));
  if (!codes) return drawSetup(c, door, 'The code is not right. Wait for the next one, and check your phone’s clock');
  await recordAction(c, parts, 'second step turned on', staffSubject(name));
  return c.html(recoveryPage(staffBar(c), codes));
}

async function removeStep(c: Context<AppEnv>, parts: Services, door: Auth): Promise<Response> {
  const password = formValue((await c.req.parseBody())['password']);
  return whenSure(c, parts, door, { field: 'password-step', password }, async () => {
    const name = c.get('staff');
    if (await parts.store.removeSecondStep(name)) {
      await recordAction(c, parts, 'second step turned off', staffSubject(name));
    }
    return done(c, 'off');
  });
}

async function endSessions(c: Context<AppEnv>, parts: Services, { cookie }: Auth): Promise<Response> {
  const name = c.get('staff');
  const wanted = formValue((await c.req.parseBody())['end']);
  const own = handleOf({ idHash: hashOf(cookie.read(c) ?? '') });
  for (const session of await parts.store.sessions(name)) {
    const handle = handleOf(session);
    if (handle === own || (wanted !== 'others' && wanted !== handle)) continue;
    await parts.store.endSession(session.idHash);
    await recordAction(c, parts, 'session ended', staffSubject(name));
  }
  return done(c, 'sessions');
}

async function setCalendar(c: Context<AppEnv>, parts: Services): Promise<Response> {
  const name = c.get('staff');
  if (formValue((await c.req.parseBody())['do']) === 'remove') {
    await parts.store.setCalendar(name, null);
    await recordAction(c, parts, 'calendar address removed', staffSubject(name));
    return done(c, 'calendar');
  }
  const token = randomBytes(32).toString('base64url');
  await parts.store.setCalendar(name, createHash('sha256').update(token).digest());
  await recordAction(c, parts, 'calendar address made', staffSubject(name));
  return c.html(calendarPage(staffBar(c), `${parts.config.siteUrl}/inbox/calendar/${token}.ics`));
}
