import { Hono, type Context } from 'hono';
import type { AppEnv, Services } from '../../env.ts';
import { formBody } from '../../middleware/form-body.ts';
import { addressOf, clientNetwork } from '../../server/client-address.ts';
import type { StaffAccount } from '../../stores/types/store.ts';
import { describeBrowser } from './describe-browser.ts';
import { staffSubject } from '../actor.ts';
import type { Auth } from './auth.ts';
import { codePage, loginPage } from './login-page.ts';
import { accountName, type Origin } from './login.ts';
import { formValue } from '../form-value.ts';

const small = formBody(4096);

/** The way in: a password, then a code where one was set up. Nothing is open before both are right. */
export function loginRoutes(parts: Services, door: Auth): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  routes.get('/inbox/login/', (c) => c.html(loginPage(undefined, '')));
  routes.post('/inbox/login/', small, (c) => takePassword(c, parts, door));
  routes.get('/inbox/login/code/', async (c) =>
    (await door.ticket.owner(c)) ? c.html(codePage(undefined)) : c.redirect('/inbox/login/', 303),
  );
  routes.post('/inbox/login/code/', small, (c) => takeCode(c, parts, door));
  return routes;
}

async function takePassword(c: Context<AppEnv>, parts: Services, door: Auth): Promise<Response> {
  const body = await c.req.parseBody();
  const [name, password] = [formValue(body['name']), formValue(body['password'])];
  const account = accountName(name);
  const result = await door.login.check(account, password, originOf(c, parts, door, account));
  if (!result.ok) {
    await recordRefusal(parts, door, { ...result, what: 'password' });
    if (result.waitSeconds === 0) return c.html(loginPage('The name or the password is not right', name), 401);
    c.header('Retry-After', String(result.waitSeconds));
    return c.html(loginPage(tooMany(result.waitSeconds), name), 429);
  }
  if (!(await door.steps.isOn(result.account.name))) return enter(c, parts, door, result.account, 'password');
  door.ticket.give(c, result.account);
  return c.redirect('/inbox/login/code/', 303);
}

async function takeCode(c: Context<AppEnv>, parts: Services, door: Auth): Promise<Response> {
  const account = await door.ticket.owner(c);
  if (!account) return c.html(loginPage('It took too long. Log in again', ''), 401);
  const typed = formValue((await c.req.parseBody())['code']);
  const result = await door.login.checkCode(account.name, typed, originOf(c, parts, door, account.name));
  if (!result.ok) {
    await recordRefusal(parts, door, { ...result, known: account.name, what: 'code' });
    if (result.waitSeconds === 0) {
      return c.html(codePage('The code is not right, or was used before. Wait for the next one'), 401);
    }
    c.header('Retry-After', String(result.waitSeconds));
    return c.html(codePage(tooMany(result.waitSeconds)), 429);
  }
  door.ticket.take(c);
  return enter(c, parts, door, account, `password and ${result.by}`);
}

async function enter(
  c: Context<AppEnv>,
  { store, clock }: Services,
  { cookie, sessions, devices }: Auth,
  { name }: StaffAccount,
  by: string,
): Promise<Response> {
  const before = cookie.read(c);
  if (before !== undefined) await sessions.end(before);
  cookie.write(c, await sessions.open(name, describeBrowser(c.req.header('user-agent') ?? '')));
  devices.remember(c, name);
  await store.record({
    at: clock().toISOString(),
    actor: `staff:${name}`,
    action: 'logged in',
    subject: 'inbox',
    detail: by,
  });
  return c.redirect('/inbox/', 303);
}

/** What was typed as a name is not recorded: it may be a password. */
async function recordRefusal(
  parts: Services,
  { login }: Auth,
  { known, waitSeconds, what }: { known: string | undefined; waitSeconds: number; what: 'password' | 'code' },
): Promise<void> {
  const isThrottled = waitSeconds > 0;
  if (isThrottled && !(await login.isRecorded(known))) return;
  await parts.store.record({
    at: parts.clock().toISOString(),
    actor: 'visitor',
    action: 'login refused',
    subject: known === undefined ? 'inbox' : staffSubject(known),
    detail: isThrottled ? 'throttled' : what,
  });
}

const originOf = (c: Context<AppEnv>, parts: Services, { devices }: Auth, account: string): Origin => ({
  network: networkOf(c, parts),
  device: devices.find(c, account),
});

export const networkOf = (c: Context<AppEnv>, { config }: Services): string =>
  clientNetwork(addressOf(c, config.trustedProxies));

export const tooMany = (seconds: number): string => `Too many attempts. Wait ${seconds} seconds, then try again`;
