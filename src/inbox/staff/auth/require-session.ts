import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '../../env.ts';
import { loggedOutPage } from './logged-out-page.ts';
import type { SessionCookie } from './session-cookie.ts';
import type { Sessions } from './sessions.ts';
import { formValue } from '../../pages/form-value.ts';
import { pathBelow } from '../../middleware/below-base.ts';
import { isShortForm } from '../../middleware/form-body.ts';

/**
 * Redirects to the login page unless a member of staff is signed in. A note that was sent is shown first, so that it is
 * not lost.
 */
export const requireSession =
  (sessions: Sessions, cookie: SessionCookie, base: string): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const account = await sessions.accountOf(cookie.read(c));
    if (account === undefined) return (await giveBack(c, base)) ?? c.redirect('/inbox/login/', 303);
    c.set('staff', account.name);
    c.set('role', account.role);
    return next();
  };

async function giveBack(c: Context<AppEnv>, base: string): Promise<Response | undefined> {
  if (c.req.method !== 'POST' || !isShortForm(c)) return undefined;
  const body = await c.req.parseBody();
  const fields = Object.fromEntries(Object.entries(body).map(([name, value]) => [name, formValue(value)]));
  // What takes long to write: a note, or a mail to a group.
  if (`${fields['note'] ?? ''}${fields['body'] ?? ''}`.trim() === '') return undefined;
  const { pathname, search } = new URL(c.req.url);
  return c.html(loggedOutPage(pathBelow(base, pathname) + search, fields), 401);
}
