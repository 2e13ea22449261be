import { createHash, randomBytes } from 'node:crypto';
import { Hono, type Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import { formBody } from '../../middleware/form-body.ts';
import { accountPage, calendarPage, recoveryPage, setupPage, type AccountPageOptions } from './account-page.ts';
import { staffBar } from '../ui/bar.ts';
import { describeBrowser } from './describe-browser.ts';
import { recordAction, staffSubject } from '../actor.ts';
import type { Auth } from './auth.ts';
import { hashPassword, leastPasswordLength, mostPasswordLength } from './password.ts';
import { repeatAnswer } from './repeat-answer.ts';
import { refusePassword } from './password-check.ts';
import type { FieldProblem } from '../../pages/input.ts';
import { handleOf, hashOf } from './sessions.ts';
import { formValue } from '../../pages/form-value.ts';

/** Routes for a member of staff's own account, whatever their role. */
export function accountRoutes(services: Services, auth: Auth): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.post('/inbox/account/*', formBody(4096));
  routes.get('/inbox/account/', (c) =>
    drawAccount(c, services, auth, { news: doneWords.get(c.req.query('done') ?? '') }),
  );
  routes.post('/inbox/account/password/', (c) => changePassword(c, services, auth));
  routes.post('/inbox/account/second-step/begin/', (c) => beginStep(c, services, auth));
  routes.get('/inbox/account/second-step/', (c) => drawSetup(c, auth, undefined));
  routes.post('/inbox/account/second-step/', repeatAnswer(), (c) => confirmStep(c, services, auth));
  routes.post('/inbox/account/second-step/remove/', (c) => removeStep(c, services, auth));
  routes.post('/inbox/account/sessions/', (c) => endSessions(c, services, auth));
  routes.post('/inbox/account/calendar/', (c) => setCalendar(c, services));
  return routes;
}

const doneWords: ReadonlyMap<string, string> = new Map([
  ['password', 'Your password is changed. Your other sessions have ended.'],
  ['off', 'It is off. The login asks for your password only.'],
  ['sessions', 'Ended.'],
  ['calendar', 'The address is taken away: it shows nothing any more.'],
]);

const redirectDone = (c: Context<AppEnv>, change: string) => c.redirect(`/inbox/account/?done=${change}`, 303);

async function drawAccount(
  c: Context<AppEnv>,
  { store }: Services,
  { cookie }: Auth,
  { status = 200, ...outcome }: Pick<AccountPageOptions, 'problem' | 'news'> & { status?: 200 | 422 | 429 },
): Promise<Response> {
  const name = c.get('staff');
  const body = accountPage({
    bar: staffBar(c),
    name,
    role: c.get('role'),
    step: await store.secondStep(name),
    sessions: await store.sessions(name),
    current: handleOf({ idHash: hashOf(cookie.read(c) ?? '') }),
    hasCalendar: await store.hasCalendar(name),
    ...outcome,
  });
  return c.html(body, status);
}

/** Runs `action` once the password was typed again. */
async function withPasswordCheck(
  c: Context<AppEnv>,
  services: Services,
  auth: Auth,
  { field, password }: { field: string; password: string },
  action: () => Promise<Response>,
): Promise<Response> {
  const refusal = await refusePassword(c, services, auth, password);
  if (!refusal) return action();
  return drawAccount(c, services, auth, { problem: { field, message: refusal.message }, status: refusal.status });
}

async function changePassword(c: Context<AppEnv>, services: Services, auth: Auth): Promise<Response> {
  const body = await c.req.parseBody();
  const [current, wanted, again] = [formValue(body['password']), formValue(body['new']), formValue(body['again'])];
  const problem = newPasswordProblem(wanted, again);
  if (problem) return drawAccount(c, services, auth, { problem, status: 422 });
  return withPasswordCheck(c, services, auth, { field: 'password-now', password: current }, async () => {
    const name = c.get('staff');
    await services.store.changeStaff(name, { password: await hashPassword(wanted) });
    await recordAction(c, services, 'password changed', staffSubject(name));
    auth.cookie.write(c, await auth.sessions.open(name, describeBrowser(c.req.header('user-agent') ?? '')));
    return redirectDone(c, 'password');
  });
}

function newPasswordProblem(wanted: string, again: string): FieldProblem | undefined {
  if (wanted.length < leastPasswordLength || wanted.length > mostPasswordLength) {
    const message = `The new password must have ${leastPasswordLength} to ${mostPasswordLength} characters`;
    return { field: 'new', message };
  }
  return wanted === again ? undefined : { field: 'again', message: 'The two new passwords must be the same' };
}

async function beginStep(c: Context<AppEnv>, services: Services, auth: Auth): Promise<Response> {
  const password = formValue((await c.req.parseBody())['password']);
  return withPasswordCheck(c, services, auth, { field: 'password-step', password }, async () => {
    await auth.steps.begin(c.get('staff'));
    return c.redirect('/inbox/account/second-step/', 303);
  });
}

async function drawSetup(c: Context<AppEnv>, { steps }: Auth, message: string | undefined): Promise<Response> {
  const setup = await steps.setup(c.get('staff'));
  if (!setup) return c.redirect('/inbox/account/', 303);
  return c.html(setupPage(staffBar(c), setup, message), message === undefined ? 200 : 422);
}

async function confirmStep(c: Context<AppEnv>, services: Services, auth: Auth): Promise<Response> {
  const name = c.get('staff');
  const codes = await auth.steps.confirm(name, formValue((await c.req.parseBody())['code']));
  if (!codes) return drawSetup(c, auth, 'The code is not right. Wait for the next one, and check your phone’s clock');
  await recordAction(c, services, 'second step turned on', staffSubject(name));
  return c.html(recoveryPage(staffBar(c), codes));
}

async function removeStep(c: Context<AppEnv>, services: Services, auth: Auth): Promise<Response> {
  const password = formValue((await c.req.parseBody())['password']);
  return withPasswordCheck(c, services, auth, { field: 'password-step', password }, async () => {
    const name = c.get('staff');
    if (await services.store.removeSecondStep(name)) {
      await recordAction(c, services, 'second step turned off', staffSubject(name));
    }
    return redirectDone(c, 'off');
  });
}

async function endSessions(c: Context<AppEnv>, services: Services, { cookie }: Auth): Promise<Response> {
  const name = c.get('staff');
  const wanted = formValue((await c.req.parseBody())['end']);
  const own = handleOf({ idHash: hashOf(cookie.read(c) ?? '') });
  for (const session of await services.store.sessions(name)) {
    const handle = handleOf(session);
    if (handle === own || (wanted !== 'others' && wanted !== handle)) continue;
    await services.store.endSession(session.idHash);
    await recordAction(c, services, 'session ended', staffSubject(name));
  }
  return redirectDone(c, 'sessions');
}

async function setCalendar(c: Context<AppEnv>, services: Services): Promise<Response> {
  const name = c.get('staff');
  if (formValue((await c.req.parseBody())['do']) === 'remove') {
    await services.store.setCalendar(name, null);
    await recordAction(c, services, 'calendar address removed', staffSubject(name));
    return redirectDone(c, 'calendar');
  }
  const token = randomBytes(32).toString('base64url');
  await services.store.setCalendar(name, createHash('sha256').update(token).digest());
  await recordAction(c, services, 'calendar address made', staffSubject(name));
  return c.html(calendarPage(staffBar(c), `${services.config.siteUrl}/inbox/calendar/${token}.ics`));
}
