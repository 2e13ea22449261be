import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';

/** Staff pages while the server shuts down: what is under way is finished, what is new is asked to come back. */
export function whileShuttingDown(isStopping: () => boolean): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!isStopping()) return next();
    c.header('Retry-After', '10');
    c.header('Connection', 'close');
    return c.text('The server is restarting. Try again in a few seconds.\n', 503);
  };
}
