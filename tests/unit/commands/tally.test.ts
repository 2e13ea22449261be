import { afterEach, describe, expect, it, vi } from 'vitest';
import { conclude, sum } from '#src/commands/tally.ts';

describe('the last line of a run', () => {
  const print = vi.spyOn(console, 'log').mockReturnValue(undefined);
  afterEach(() => {
    process.exitCode = undefined;
    print.mockClear();
  });

  it.each([
    { tally: { passed: 3, failed: 0, skipped: 0 }, line: '3 passed, 0 failed', exit: 0 },
    { tally: { passed: 3, failed: 2, skipped: 1 }, line: '3 passed, 2 failed, 1 skipped', exit: 1 },
  ])('says $line', ({ tally, line, exit }) => {
    conclude(tally);
    expect(print.mock.calls).toEqual([[line]]);
    expect(process.exitCode).toBe(exit);
  });

  it('adds the counts of all parts', () => {
    expect(sum({ passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 })).toEqual({
      passed: 11,
      failed: 22,
      skipped: 33,
    });
  });
});
