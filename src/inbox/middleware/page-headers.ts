import type { MiddlewareHandler } from 'hono';
import { serverPageHeaders, type SiteLocation } from '#src/headers.ts';
import type { AppEnv } from '../env.ts';

/** Sets the headers of pages that the server makes: no scripts, no caching. */
export function pageHeaders(place: SiteLocation): MiddlewareHandler<AppEnv> {
  const headers = Object.entries({ ...serverPageHeaders(place), 'Cache-Control': 'no-store' });
  return async (c, next) => {
    for (const [name, value] of headers) c.header(name, value);
    await next();
  };
}
