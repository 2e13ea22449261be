import type { MiddlewareHandler } from 'hono';
import type { App } from '../app.ts';
import type { SessionCookie } from '../staff/session-cookie.ts';
import type { Sessions } from '../staff/sessions.ts';

/** Lets signed-in staff on, and everybody else to the login page. */
export const signedIn =
  (sessions: Sessions, cookie: SessionCookie): MiddlewareHandler<App> =>
  async (c, next) => {
    const account = await sessions.accountOf(cookie.read(c));
    if (account === undefined) return c.redirect('/inbox/login/', 303);
    c.set('staff', account.name);
    c.set('role', account.role);
    return next();
  };
