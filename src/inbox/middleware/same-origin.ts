import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';

/**
 * Refuses changes requested by another site's page (OWASP's CSRF cheat sheet, "Fetch Metadata" and "Verifying origin"). Browsers state the
 * origin of every POST, and scripts cannot change it. A request without an origin is refused too: no page of this site sends one.
 */
export const sameOrigin = (siteUrl: string): MiddlewareHandler<AppEnv> => {
  const { origin: site } = new URL(siteUrl);
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const fetchSite = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    // Behind a proxy, the request's host can differ from the one that the browser used, so the site's own address counts too.
    const isSame = origin !== undefined && (origin === site || URL.parse(origin)?.host === new URL(c.req.url).host);
    if (isSame && (fetchSite === undefined || fetchSite === 'same-origin')) return next();
    return c.text('This change was asked for from another page. Go back to the inbox and try again.\n', 403);
  };
};
