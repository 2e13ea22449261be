import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { longestMs } from './sessions.ts';
import { staffCookie } from './staff-cookie.ts';

export type SessionCookie = ReturnType<typeof sessionCookie>;

/** Returns the functions that read, write and clear the cookie with the session's id. */
export function sessionCookie(siteUrl: string) {
  const { name, options } = staffCookie('session', siteUrl);
  return {
    read: (c: Context): string | undefined => getCookie(c, name),
    write: (c: Context, id: string): void => setCookie(c, name, id, { ...options, maxAge: longestMs / 1000 }),
    clear: (c: Context): void => {
      deleteCookie(c, name, options);
    },
  };
}
