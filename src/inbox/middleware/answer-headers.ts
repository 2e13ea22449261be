import { randomUUID } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { serverPageHeaders, type SiteLocation } from '#src/headers.ts';
import type { AppEnv } from '../env.ts';

/**
 * Sets the headers of every answer to a submission as a plain record, which the server writes unchanged; setting
 * headers one by one takes as long as validating the answers.
 */
export function answerHeaders(place: SiteLocation): MiddlewareHandler<AppEnv> {
  const same = { ...serverPageHeaders(place), 'Cache-Control': 'no-store', Vary: 'Origin, Accept' };
  return (c, next) => {
    const id = randomUUID();
    c.set('requestId', id);
    c.set('headers', { ...same, 'X-Request-Id': id });
    return next();
  };
}
