import type { MiddlewareHandler } from 'hono';
import { serverPageHeaders, type SiteLocation } from '#src/headers.ts';
import type { AppEnv } from '../env.ts';

/**
 * Sets the headers of pages that the server makes: no caching, and no script but those of these hashes.
 */
export function pageHeaders({ tls, base }: SiteLocation, scripts: readonly string[] = []): MiddlewareHandler<AppEnv> {
  const headers = Object.entries({ ...serverPageHeaders({ tls, base, scripts }), 'Cache-Control': 'no-store' });
  return async (c, next) => {
    for (const [name, value] of headers) c.header(name, value);
    await next();
  };
}
