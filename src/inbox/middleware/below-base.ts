import type { MiddlewareHandler } from 'hono';
import { serverPageHeaders } from '#src/headers.ts';
import { htmlBelow } from '#src/html-below.ts';
import type { AppEnv } from '../env.ts';

/** The path that the app answers to: its routes are written from the site's root, and only the outside knows the base. */
export const pathBelow = (base: string, path: string): string =>
  path.startsWith(`${base}/`) ? path.slice(base.length) : path;

/** Answers what is asked for outside the base: whoever asks for no page is led to the first one, all others find nothing. */
export function onlyBelow(base: string, tls: boolean): MiddlewareHandler<AppEnv> {
  const headers = { ...serverPageHeaders({ tls }), 'Cache-Control': 'no-store' };
  return async (c, next) => {
    const { pathname } = new URL(c.req.url);
    if (pathname.startsWith(`${base}/`)) return next();
    if (pathname === '/' || pathname === base) return c.body(null, 302, { ...headers, Location: `${base}/` });
    return c.text(`There is no page here. The site stands below ${base}/.\n`, 404, headers);
  };
}

/** Puts the base before the addresses in a page that the server makes. */
export function pagesBelow(base: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    if (!c.res.headers.get('Content-Type')?.startsWith('text/html')) return;
    c.res = new Response(htmlBelow(base, await c.res.text()), c.res);
  };
}

/** Puts the base before the address that staff are led on to. */
export function redirectsBelow(base: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    const location = c.res.headers.get('Location');
    if (location?.startsWith('/')) c.header('Location', base + location);
  };
}
