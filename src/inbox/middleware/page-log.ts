import type { MiddlewareHandler } from 'hono';
import { matchedRoutes } from 'hono/route';
import type { AppEnv, Services } from '../env.ts';

/** Logs and counts each staff page by its route pattern, without id, query or name. */
export const pageLog =
  ({ log, metrics }: Pick<Services, 'log' | 'metrics'>): MiddlewareHandler<AppEnv> =>
  async (c, next) => {
    const started = performance.now();
    await next();
    const { method } = c.req;
    const route = matchedRoutes(c).findLast((each) => each.method === method)?.path ?? 'none';
    const ms = Math.round(performance.now() - started);
    log.info({ requestId: c.get('requestId'), method, route, status: c.res.status, ms }, 'page');
    metrics.countPage(`${method} ${route}`, c.res.status, ms);
  };
