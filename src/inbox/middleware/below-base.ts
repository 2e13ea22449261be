import type { MiddlewareHandler } from 'hono';
import { serverPageHeaders, type SiteLocation } from '#src/headers.ts';
import { htmlBelow } from '#src/html-below.ts';
import type { AppEnv } from '../env.ts';

/** Returns the path below the site's base. Routes are written from the root; only outside addresses have the base. */
export const pathBelow = (base: string, path: string): string =>
  path.startsWith(`${base}/`) ? path.slice(base.length) : path;

/**
 * Answers requests outside the base: redirects a request for the root to the home page, and answers 404 to all others.
 */
export function onlyBelow(place: SiteLocation): MiddlewareHandler<AppEnv> {
  const { base } = place;
  const headers = { ...serverPageHeaders(place), 'Cache-Control': 'no-store' };
  return async (c, next) => {
    const { pathname } = new URL(c.req.url);
    if (pathname.startsWith(`${base}/`)) return next();
    if (pathname === '/' || pathname === base) return c.body(null, 302, { ...headers, Location: `${base}/` });
    return c.text(`There is no page here. The site stands below ${base}/.\n`, 404, headers);
  };
}

/** Puts the base before the addresses in pages that the server makes. */
export function pagesBelow(base: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    if (!c.res.headers.get('Content-Type')?.startsWith('text/html')) return;
    c.res = new Response(htmlBelow(base, await c.res.text()), c.res);
  };
}

/** Puts the base before the addresses of redirects. */
export function redirectsBelow(base: string): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    await next();
    const location = c.res.headers.get('Location');
    if (location?.startsWith('/')) c.header('Location', base + location);
  };
}
