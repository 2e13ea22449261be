import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';
import type { Config } from '../config.ts';

/**
 * Lets pages of our own origin and of the allowed ones read the answer, all others not; notes which it is. A page is of our own origin
 * when its host is the one asked for: no browser lets a page choose that.
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
