import { createHash } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { AppEnv } from '../env.ts';
import { pathBelow } from '../middleware/below-base.ts';
import { staffCookie } from './auth/staff-cookie.ts';

/** Parameters of an address by which a page says what was just done. */
const newsNames = ['saved', 'partner', 'done', 'unpaired', 'untold', 'met', 'undone', 'ended', 'added'];

const hasNews = ({ searchParams }: URL) => newsNames.some((name) => searchParams.has(name));

const codeOf = ({ pathname, search }: URL) => createHash('sha256').update(`${pathname}${search}`).digest('base64url');

/**
 * Lets a page say what was just done once: the redirect after the deed leaves a cookie that names the address, and the page clears it.
 * After that, a reload, a bookmark or a step back redirects to the page without the news.
 */
export function sayOnce(siteUrl: string, base: string): MiddlewareHandler<AppEnv> {
  const { name, options } = staffCookie('said', siteUrl);
  const addressOf = (c: Context, location: string) => new URL(pathBelow(base, location), c.req.url);
  return async (c, next) => {
    const { pathname, search } = new URL(c.req.url);
    const address = addressOf(c, pathname + search);
    const isNews = c.req.method === 'GET' && hasNews(address);
    if (isNews && getCookie(c, name) !== codeOf(address)) {
      for (const each of newsNames) address.searchParams.delete(each);
      return c.redirect(address.pathname + address.search, 303);
    }
    await next();
    const location = c.res.headers.get('Location');
    const target = location === null ? undefined : addressOf(c, location);
    if (target && hasNews(target)) setCookie(c, name, codeOf(target), { ...options, maxAge: 60 });
    else if (isNews) deleteCookie(c, name, options);
    return undefined;
  };
}
