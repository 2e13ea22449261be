import { RateLimiterMemory, RateLimiterRes, type RateLimiterAbstract } from 'rate-limiter-flexible';

/** At most `points` submissions in `seconds` seconds. */
export interface RateLimit {
  points: number;
  seconds: number;
}

const unitSeconds: Readonly<Record<string, number>> = { s: 1, sec: 1, min: 60, m: 60, h: 3600, d: 86_400 };

/** Reads `20/min,200/h`; `off` gives none. Undefined when it is neither. */
export function parseRateLimit(value: string): RateLimit[] | undefined {
  if (value === 'off') return [];
  const limits = value.split(',').map((part) => {
    const [, points, unit] = /^\s*(\d{1,9})\/(\w+)\s*$/.exec(part) ?? [];
    const seconds = unitSeconds[unit ?? ''];
    return points && seconds && Number(points) > 0 ? { points: Number(points), seconds } : undefined;
  });
  return limits.every((limit) => limit !== undefined) ? limits.sort((a, b) => a.seconds - b.seconds) : undefined;
}

/** Counts one use by `key`. Gives 0 when it is allowed, else the whole seconds to wait. */
export type RateLimiter = (key: string) => Promise<number>;

/** Counts in this process's memory. */
export const limiterInMemory = (limits: readonly RateLimit[]): RateLimiter =>
  limiterOf(limits.map(({ points, seconds }) => new RateLimiterMemory({ points, duration: seconds })));

/** Asks one after the other, of which the first has the shortest window: what it refuses is not counted by the others. */
export function limiterOf(limiters: readonly RateLimiterAbstract[]): RateLimiter {
  return async (key) => {
    for (const limiter of limiters) {
      try {
        await limiter.consume(key);
      } catch (refusal) {
        if (!(refusal instanceof RateLimiterRes)) throw refusal;
        return Math.max(1, Math.ceil(refusal.msBeforeNext / 1000));
      }
    }
    return 0;
  };
}
