import { Hono, type Context } from 'hono';
import { recordNow } from '../../actor.ts';
import type { AppEnv, Services } from '../../env.ts';
import { formBody } from '../../middleware/form-body.ts';
import { addressOf, clientNetwork } from '../../server/client-address.ts';
import type { StaffAccount } from '../../stores/store.ts';
import { describeBrowser } from './describe-browser.ts';
import { staffSubject } from '../actor.ts';
import type { Auth } from './auth.ts';
import { codePage, loginPage } from './login-page.ts';
import { accountName, type Origin } from './login-attempts.ts';
import { formValue } from '../../pages/form-value.ts';

const smallBody = formBody(4096);

/** Routes for logging in: a password, then a code if the account has a second step. A session starts only when both are right. */
export function loginRoutes(services: Services, auth: Auth): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/inbox/login/', (c) => c.html(loginPage(undefined, '')));
  routes.post('/inbox/login/', smallBody, (c) => checkPassword(c, services, auth));
  routes.get('/inbox/login/code/', async (c) =>
    (await auth.ticket.owner(c)) ? c.html(codePage(undefined)) : c.redirect('/inbox/login/', 303),
  );
  routes.post('/inbox/login/code/', smallBody, (c) => checkCode(c, services, auth));
  return routes;
}

async function checkPassword(c: Context<AppEnv>, services: Services, auth: Auth): Promise<Response> {
  const body = await c.req.parseBody();
  const [name, password] = [formValue(body['name']), formValue(body['password'])];
  const account = accountName(name);
  const result = await auth.login.check(account, password, originOf(c, services, auth, account));
  if (!result.ok) {
    await recordRefusal(services, auth, { ...result, what: 'password' });
    if (result.waitSeconds === 0) return c.html(loginPage('The name or the password is not right', name), 401);
    c.header('Retry-After', String(result.waitSeconds));
    return c.html(loginPage(tooMany(result.waitSeconds), name), 429);
  }
  if (!(await auth.steps.isOn(result.account.name))) return startSession(c, services, auth, result.account, 'password');
  auth.ticket.issue(c, result.account);
  return c.redirect('/inbox/login/code/', 303);
}

async function checkCode(c: Context<AppEnv>, services: Services, auth: Auth): Promise<Response> {
  const account = await auth.ticket.owner(c);
  if (!account) return c.html(loginPage('It took too long. Log in again', ''), 401);
  const typed = formValue((await c.req.parseBody())['code']);
  const result = await auth.login.checkCode(account.name, typed, originOf(c, services, auth, account.name));
  if (!result.ok) {
    await recordRefusal(services, auth, { ...result, known: account.name, what: 'code' });
    if (result.waitSeconds === 0) {
      return c.html(codePage('The code is not right, or was used before. Wait for the next one'), 401);
    }
    c.header('Retry-After', String(result.waitSeconds));
    return c.html(codePage(tooMany(result.waitSeconds)), 429);
  }
  auth.ticket.clear(c);
  return startSession(c, services, auth, account, `password and ${result.by}`);
}

async function startSession(
  c: Context<AppEnv>,
  services: Services,
  { cookie, sessions, devices }: Auth,
  { name }: StaffAccount,
  by: string,
): Promise<Response> {
  const before = cookie.read(c);
  if (before !== undefined) await sessions.end(before);
  cookie.write(c, await sessions.open(name, describeBrowser(c.req.header('user-agent') ?? '')));
  devices.remember(c, name);
  await recordNow(services, `staff:${name}`, 'logged in', 'inbox', by);
  return c.redirect('/inbox/', 303);
}

/** Records a refused login without the typed name, which may be a password. */
async function recordRefusal(
  services: Services,
  { login }: Auth,
  { known, waitSeconds, what }: { known: string | undefined; waitSeconds: number; what: 'password' | 'code' },
): Promise<void> {
  const isThrottled = waitSeconds > 0;
  if (isThrottled && !(await login.shouldRecordRefusal(known))) return;
  const subject = known === undefined ? 'inbox' : staffSubject(known);
  await recordNow(services, 'visitor', 'login refused', subject, isThrottled ? 'throttled' : what);
}

const originOf = (c: Context<AppEnv>, services: Services, { devices }: Auth, account: string): Origin => ({
  network: networkOf(c, services),
  device: devices.find(c, account),
});

export const networkOf = (c: Context<AppEnv>, { config }: Services): string =>
  clientNetwork(addressOf(c, config.trustedProxies));

export const tooMany = (seconds: number): string => `Too many attempts. Wait ${seconds} seconds, then try again`;
