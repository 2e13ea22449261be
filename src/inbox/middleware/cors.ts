import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';
import type { Config } from '../config.ts';

/**
 * Allows pages of our own and of allowed origins to read the answer, and records the origin of the page. A page is of
 * our own origin if its host is the requested one: no browser lets a page choose that.
 */
export function cors({
  siteUrl,
  allowedOrigins,
}: Pick<Config, 'siteUrl' | 'allowedOrigins'>): MiddlewareHandler<AppEnv> {
  const allowed = new Set([new URL(siteUrl).origin, ...allowedOrigins]);
  return (c, next) => {
    const origin = c.req.header('origin');
    const isOwn = origin === undefined || URL.parse(origin)?.host === new URL(c.req.url).host;
    const isForeign = !isOwn && !allowed.has(origin);
    c.set('isForeign', isForeign);
    c.set('isCrossOrigin', !isOwn);
    if (origin !== undefined && !isForeign) {
      c.set('headers', {
        ...c.get('headers'),
        'Access-Control-Allow-Origin': origin,
        'Access-Control-Expose-Headers': 'Retry-After',
      });
    }
    return next();
  };
}
