import fc from 'fast-check';
import munkres from 'munkres';
import { describe, expect, it } from 'vitest';
import { assign, type Level } from '#inbox/services/matching/assignment.ts';

/** Tries every assignment and returns the best sums, level by level. Each row gets a column of its own or none. */
function bestByTrying(rows: number, columns: number, allowed: boolean[][], levels: readonly Level[]): number[] {
  let best: number[] | undefined;
  const isBetter = (sums: number[]) => {
    if (!best) return true;
    const at = sums.findIndex((sum, index) => sum !== best![index]);
    return at >= 0 && sums[at]! > best[at]!;
  };
  const tryFrom = (row: number, taken: ReadonlySet<number>, sums: number[]) => {
    if (row === rows) {
      if (isBetter(sums)) best = sums;
      return;
    }
    tryFrom(row + 1, taken, sums);
    for (let column = 0; column < columns; column++) {
      if (taken.has(column) || !allowed[row]![column]) continue;
      tryFrom(
        row + 1,
        new Set([...taken, column]),
        levels.map(({ gain }, index) => sums[index]! + gain(row, column)),
      );
    }
  };
  tryFrom(
    0,
    new Set(),
    levels.map(() => 0),
  );
  return best!;
}

const tables = fc.tuple(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 5 })).chain(([rows, columns]) =>
  fc.record({
    rows: fc.constant(rows),
    columns: fc.constant(columns),
    allowed: fc.array(fc.array(fc.boolean(), { minLength: columns, maxLength: columns }), {
      minLength: rows,
      maxLength: rows,
    }),
    gains: fc.array(
      fc.array(fc.array(fc.integer({ min: 0, max: 3 }), { minLength: columns, maxLength: columns }), {
        minLength: rows,
        maxLength: rows,
      }),
      { minLength: 3, maxLength: 3 },
    ),
  }),
);

const levelsOf = (gains: number[][][], highest: number): Level[] => [
  { name: 'matched', gain: () => 1, highest: 1 },
  ...gains.map((table, index) => ({
    name: `level ${index}`,
    gain: (row: number, column: number) => table[row]![column]!,
    highest,
  })),
];

describe('the best assignment', () => {
  // With gains this high only one level fits into a number, so each is solved after the other.
  it.each([
    ['packed into one number', 3],
    ['solved one after the other', 2 ** 45],
  ])('reaches the best sum of each level in turn, %s', (_name, highest) => {
    fc.assert(
      fc.property(tables, ({ rows, columns, allowed, gains }) => {
        const levels = levelsOf(gains, highest);
        const { columnOf, totals } = assign({
          rows,
          columns,
          isAllowed: (row, column) => allowed[row]![column]!,
          levels,
        });
        expect(Object.values(totals)).toEqual(bestByTrying(rows, columns, allowed, levels));
        const given = [...columnOf].filter((column) => column >= 0);
        expect(new Set(given).size).toBe(given.length);
      }),
      { numRuns: 300 },
    );
  });

  it('is as good as the result of another solver', () => {
    let seed = 7;
    const random = () => (seed = (seed * 48_271) % 2_147_483_647) / 2_147_483_647;
    const table = Array.from({ length: 60 }, () => Array.from({ length: 60 }, () => Math.floor(random() * 1000)));
    const levels: Level[] = [{ name: 'points', gain: (row, column) => table[row]![column]!, highest: 1000 }];
    const ours = assign({ rows: 60, columns: 60, isAllowed: () => true, levels });
    const theirs = munkres(table.map((line) => line.map((gain) => 1000 - gain)));
    expect(ours.totals['points']).toBe(theirs.reduce((sum, [row, column]) => sum + table[row]![column]!, 0));
  });
});
