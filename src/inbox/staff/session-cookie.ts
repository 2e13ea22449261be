import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import { longestMs } from './sessions.ts';

export type SessionCookie = ReturnType<typeof sessionCookie>;

/** The cookie that holds a session's id. Over TLS its name binds it to this host and to secure connections. */
export function sessionCookie(tls: boolean) {
  const name = tls ? '__Host-session' : 'session';
  const options = { path: '/', httpOnly: true, sameSite: 'Strict', secure: tls } as const;
  return {
    read: (c: Context): string | undefined => getCookie(c, name),
    write: (c: Context, id: string): void => setCookie(c, name, id, { ...options, maxAge: longestMs / 1000 }),
    clear: (c: Context): void => {
      deleteCookie(c, name, options);
    },
  };
}
