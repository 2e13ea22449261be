import type { Pool } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { limiterOf, type RateLimit, type RateLimiter } from '../../submissions/rate-limit.ts';
import { refuse } from './failures.ts';

/** Returns a code for an address or name that cannot be traced back without the key. */
export type Hide = (key: string) => string;

/** Counts in the database, for all processes together. */
export function limiterInPostgres(pool: Pool, name: string, limits: readonly RateLimit[], hide: Hide): RateLimiter {
  const limit = limiterOf(
    limits.map(
      ({ points, seconds }) =>
        new RateLimiterPostgres({
          storeClient: pool,
          storeType: 'pool',
          tableName: 'throttle',
          tableCreated: true,
          keyPrefix: `${name} ${String(seconds)}`,
          points,
          duration: seconds,
        }),
    ),
  );
  return Object.assign((key: string) => limit(hide(key)).catch(refuse), {
    giveBack: (key: string) => limit.giveBack(hide(key)).catch(refuse),
  });
}
