import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';

/**
 * Refuses changes that another site's page asks for (OWASP's CSRF cheat sheet, "Fetch Metadata" and "Verifying origin"): browsers name
 * the origin of every POST, and scripts cannot. A request that names none is refused too, since no page of ours sends one.
 */
export const sameOrigin = (siteUrl: string): MiddlewareHandler<AppEnv> => {
  const { origin: site } = new URL(siteUrl);
  return async (c, next) => {
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return next();
    const fetchSite = c.req.header('sec-fetch-site');
    const origin = c.req.header('origin');
    // A proxy may ask under another name than the browser did; the site's own address is ours whatever it says.
    const isSame = origin !== undefined && (origin === site || URL.parse(origin)?.host === new URL(c.req.url).host);
    if (isSame && (fetchSite === undefined || fetchSite === 'same-origin')) return next();
    return c.text('This change was asked for from another page. Go back to the inbox and try again.\n', 403);
  };
};
