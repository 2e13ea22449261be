import { RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

/** At most `points` uses in `seconds` seconds. */
export interface RateLimit {
  points: number;
  seconds: number;
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, sec: 1, min: 60, m: 60, h: 3600, d: 86_400 };

/** Parses `20/min,200/h`; `off` gives an empty list. Returns undefined for any other text. */
export function parseRateLimit(value: string): RateLimit[] | undefined {
  if (value === 'off') return [];
  const limits = value.split(',').map((part) => {
    const [, points, unit] = /^\s*(\d{1,9})\/(\w+)\s*$/.exec(part) ?? [];
    const seconds = unitSeconds[unit ?? ''];
    return points && seconds && Number(points) > 0 ? { points: Number(points), seconds } : undefined;
  });
  return limits.every((limit) => limit !== undefined) ? limits.sort((a, b) => a.seconds - b.seconds) : undefined;
}

/**
 * Counts one use by `key`. Returns 0 if it is allowed, otherwise the whole seconds to wait; a refused use is not
 * counted.
 */
export interface RateLimiter {
  (key: string): Promise<number>;
  /** Takes back a counted use. */
  giveBack(key: string): Promise<void>;
  /** Returns the whole seconds to wait if it is known without counting that `key` is refused; otherwise 0. */
  knownWait(key: string): number;
}

/** Counts in this process's memory. */
export const limiterInMemory = (limits: readonly RateLimit[]): RateLimiter =>
  limiterOf(limits.map(({ points, seconds }) => new RateLimiterMemory({ points, duration: seconds })));

/** Checks the limiters in order; the first has the shortest window. */
export function limiterOf(limiters: readonly RateLimiterAbstract[]): RateLimiter {
  const giveBack = async (key: string, some = limiters) => {
    for (const limiter of some) await limiter.reward(key);
  };
  const take = async (key: string) => {
    for (const [at, limiter] of limiters.entries()) {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        await giveBack(key, limiters.slice(0, at + 1));
        // After a leap back of the clock, a count seems to last longer than its window.
        return Math.min(Math.max(1, Math.ceil(refusal.msBeforeNext / 1000)), limiter.duration);
      }
    }
    return 0;
  };
  return Object.assign(take, { giveBack: (key: string) => giveBack(key), knownWait: () => 0 });
}

/** Allowed tries for each stored submission: a room of people makes mistakes, a machine makes more. */
const triesForOne = 10;

/** The limits of one network on the forms. */
export interface RateLimits {
  /** Counts every try, whatever its result. */
  tried: RateLimiter;
  /** Counts stored submissions. */
  stored: RateLimiter;
}

/** Makes limiters that count together with every other process on the same database, where there may be others. */
export interface LimiterSource {
  limiter(name: string, limits: readonly RateLimit[]): RateLimiter;
}

export const rateLimitsOf = (store: LimiterSource, limits: readonly RateLimit[]): RateLimits => ({
  tried: store.limiter(
    'try',
    limits.map(({ points, seconds }) => ({ points: points * triesForOne, seconds })),
  ),
  stored: store.limiter('submit', limits),
});
