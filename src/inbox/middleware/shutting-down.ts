import type { MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';

/** Answers new requests for staff pages with 503 while the server shuts down; requests that have begun are finished. */
export function whileShuttingDown(isStopping: () => boolean): MiddlewareHandler<AppEnv> {
  return async (c, next) => {
    if (!isStopping()) return next();
    c.header('Retry-After', '10');
    c.header('Connection', 'close');
    return c.text('The server is restarting. Try again in a few seconds.\n', 503);
  };
}
