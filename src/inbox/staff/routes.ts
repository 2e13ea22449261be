import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { App, AppParts } from '../app.ts';
import { may } from '../guards/may.ts';
import { sameOrigin } from '../guards/same-origin.ts';
import { signedIn } from '../guards/signed-in.ts';
import { whileStopping } from '../guards/stopping.ts';
import { addressOf, clientNetwork } from '../server/client-address.ts';
import { showDetail, showNextUnread, workOn } from './detail.ts';
import { download } from './download.ts';
import { changeTicked, showList } from './list.ts';
import { Login } from './login.ts';
import { loginPage } from './login-page.ts';
import { missingPage } from './missing-page.ts';
import { sessionCookie } from './session-cookie.ts';
import { showOverview } from './overview.ts';
import { showRetention } from './retention.ts';
import { Sessions } from './sessions.ts';
import { textOf } from './text-of.ts';

/** Fifty ticked rows, or the longest note in any script, in bytes. */
const longestBody = 65_536;
/** The site's colours, type and space, and how staff pages use them. */
const styleSheet = ['../../styles/tokens.css', './style.css']
  .map((file) => readFileSync(new URL(file, import.meta.url), 'utf8'))
  .join('\n');

/** Staff pages, all under `/inbox/`. */
export function staffRoutes(parts: AppParts): Hono<App> {
  const { store, clock, config } = parts;
  const sessions = new Sessions(store, clock);
  const cookie = sessionCookie(config.tls);
  const login = new Login(store);
  const routes = new Hono<App>();

  routes.get('/inbox/style.css', (c) => {
    c.header('Cache-Control', 'public, max-age=300, must-revalidate');
    return c.body(styleSheet, 200, { 'Content-Type': 'text/css; charset=utf-8' });
  });
  routes.use('/inbox/*', whileStopping(parts.isStopping), sameOrigin);

  routes.get('/inbox/login/', (c) => c.html(loginPage(undefined, '')));
  routes.post('/inbox/login/', bodyLimit({ maxSize: 4096 }), async (c) => {
    const body = await c.req.parseBody();
    const [name, password] = [textOf(body['name']), textOf(body['password'])];
    const result = await login.check(name, password, clientNetwork(addressOf(c, config.trustedProxies)));
    const at = clock().toISOString();
    if (!result.ok) {
      await store.record({
        at,
        actor: 'visitor',
        action: 'login refused',
        subject: 'inbox',
        detail: result.waitSeconds > 0 ? 'throttled' : '',
      });
      if (result.waitSeconds === 0) return c.html(loginPage('The name or the password is not right', name), 401);
      c.header('Retry-After', String(result.waitSeconds));
      return c.html(loginPage(`Too many attempts. Wait ${result.waitSeconds} seconds, then try again`, name), 429);
    }
    const before = cookie.read(c);
    if (before !== undefined) await sessions.end(before);
    cookie.write(c, await sessions.open(result.staff));
    await store.record({ at, actor: `staff:${result.staff}`, action: 'logged in', subject: 'inbox', detail: '' });
    return c.redirect('/inbox/', 303);
  });

  routes.use('/inbox/*', signedIn(sessions, cookie));
  routes.post('/inbox/logout/', async (c) => {
    const id = cookie.read(c);
    if (id !== undefined) await sessions.end(id);
    cookie.clear(c);
    await store.record({
      at: clock().toISOString(),
      actor: `staff:${c.get('staff')}`,
      action: 'logged out',
      subject: 'inbox',
      detail: '',
    });
    return c.redirect('/inbox/login/', 303);
  });
  routes.get('/inbox/', (c) => showList(c, parts));
  routes.get('/inbox/overview/', (c) => showOverview(c, parts));
  routes.get('/inbox/retention/', (c) => showRetention(c, parts));
  routes.get('/inbox/next/', (c) => showNextUnread(c, parts));
  routes.get('/inbox/:form/:id/', (c) => showDetail(c, parts));
  routes.post('/inbox/*', may('officer'), bodyLimit({ maxSize: longestBody }));
  routes.post('/inbox/export/', may('admin'), (c) => download(c, parts));
  routes.post('/inbox/change/', (c) => changeTicked(c, parts));
  routes.post('/inbox/:form/:id/', (c) => workOn(c, parts));
  routes.get('/inbox', (c) => c.redirect('/inbox/', 301));
  routes.all('/inbox/*', (c) => c.html(missingPage, 404));
  return routes;
}
