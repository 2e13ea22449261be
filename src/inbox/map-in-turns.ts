import { setImmediate } from 'node:timers/promises';

/** Milliseconds of work after which other requests get a turn. */
export const turnMs = 1;

/** Maps items in order, and lets other requests be answered before and in between, so that a long list does not hold up a submission. */
export async function mapInTurns<T, R>(items: readonly T[], work: (item: T) => R): Promise<R[]> {
  const done: R[] = [];
  let began = -Infinity;
  for (const item of items) {
    if (performance.now() - began >= turnMs) {
      await setImmediate();
      began = performance.now();
    }
    done.push(work(item));
  }
  return done;
}
