import type { MiddlewareHandler } from 'hono';
import { serverPageHeaders } from '#src/headers.ts';
import type { AppEnv } from '../env.ts';

/** Sets the headers of pages that the server makes: no scripts, no caching. */
export function pageHeaders(tls: boolean): MiddlewareHandler<AppEnv> {
  const headers = Object.entries({ ...serverPageHeaders({ tls }), 'Cache-Control': 'no-store' });
  return async (c, next) => {
    for (const [name, value] of headers) c.header(name, value);
    await next();
  };
}
