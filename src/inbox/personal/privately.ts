import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';

/** Keeps the address of a page, which is a secret, out of other sites, caches and search engines. */
export const privately: MiddlewareHandler<AppEnv> = async (c, next) => {
  c.header('Referrer-Policy', 'no-referrer');
  c.header('X-Robots-Tag', 'noindex, nofollow');
  await next();
};
