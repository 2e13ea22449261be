import { afterEach, expect, it, vi } from 'vitest';
import { mapInTurns, turnMs } from '../../src/inbox/map-in-turns.ts';

afterEach(() => vi.restoreAllMocks());

/** Counts how often waiting requests would get a turn, with a clock on which each item takes `msEach`. */
async function turnsDuring(items: readonly number[], msEach: number) {
  let [now, turns] = [0, 0];
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  let isOver = false;
  const count = () => {
    turns += 1;
    if (!isOver) setImmediate(count);
  };
  setImmediate(count);
  const done = await mapInTurns(items, (item) => {
    now += msEach;
    return item * 2;
  });
  isOver = true;
  return { done, turns };
}

it('lets requests be answered after each millisecond of work on a long list', async () => {
  const items = Array.from({ length: 100 }, (_, index) => index);
  const { done, turns } = await turnsDuring(items, turnMs / 4);
  expect(done).toEqual(items.map((item) => item * 2));
  expect(turns).toBeGreaterThanOrEqual(items.length / 4 - 1);
});

it('begins with a turn, because what is done before may have taken long', async () => {
  expect(await turnsDuring([1, 2, 3], turnMs / 4)).toEqual({ done: [2, 4, 6], turns: 1 });
});
