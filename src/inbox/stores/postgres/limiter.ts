import type { Pool } from 'pg';
import { RateLimiterPostgres } from 'rate-limiter-flexible';
import { limiterOf, type RateLimit, type RateLimiter } from '../../rate-limit.ts';
import { refuse } from './failures.ts';

/** Returns a code for an address or name that cannot be traced back without the key. */
export type Hide = (key: string) => string;

/**
 * Milliseconds for which a process refuses a key again without asking the database. All attempts at one key wait for
 * its row, so many of them would otherwise hold every connection. Another process may give a use back in this time.
 */
const rememberedMs = 10_000;

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
  /** Key → when, by the process's own clock, its refusal ends (ms). */
  const refusals = new Map<string, number>();
  const knownWait = (key: string) => Math.max(0, Math.ceil(((refusals.get(key) ?? 0) - performance.now()) / 1000));
  const take = async (key: string): Promise<number> => {
    const known = knownWait(key);
    if (known > 0) return known;
    const seconds = await limit(hide(key)).catch(refuse);
    if (seconds > 0) {
      refusals.set(key, performance.now() + seconds * 1000);
      setTimeout(() => refusals.delete(key), Math.min(seconds * 1000, rememberedMs)).unref();
    }
    return seconds;
  };
  const giveBack = async (key: string): Promise<void> => {
    await limit.giveBack(hide(key)).catch(refuse);
    refusals.delete(key);
  };
  return Object.assign(take, { giveBack, knownWait });
}
