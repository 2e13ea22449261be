import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hideSmall, hideSmallParts, least, type GroupCounts } from '#inbox/services/report/hide-small.ts';

const row = (label: string, applied: number, matched: number): GroupCounts => ({ label, applied, matched });

describe('the numbers of groups', () => {
  it('are shown where nobody could be traced', () => {
    expect(hideSmall([row('Law', 40, 20), row('Music', 30, 15)])).toEqual([row('Law', 40, 20), row('Music', 30, 15)]);
  });

  it('are hidden below ten, with the smallest other, so that the total does not tell', () => {
    expect(hideSmall([row('Law', 40, 20), row('Music', 4, 2), row('Film', 30, 15)])).toEqual([
      row('Law', 40, 20),
      { label: 'Music', applied: null, matched: null },
      { label: 'Film', applied: null, matched: null },
    ]);
  });

  it('leave out the matched where those who were not are few', () => {
    const shown = hideSmall([row('Law', 40, 38), row('Music', 50, 25), row('Film', 60, 30)]);
    expect(shown.map(({ applied, matched }) => [applied, matched])).toEqual([
      [40, null],
      [50, null],
      [60, 30],
    ]);
  });

  it('never let a sum of what is hidden reveal a small group', () => {
    const rows = fc.array(
      fc.nat(60).chain((applied) => fc.nat(applied).map((matched) => row('', applied, matched))),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(rows, (all) => {
        const shown = hideSmall(all);
        const hiddenIn = (name: 'applied' | 'matched') => all.filter((_, index) => shown[index]![name] === null);
        const sum = (some: readonly GroupCounts[], count: (each: GroupCounts) => number) =>
          some.reduce((total, each) => total + count(each), 0);
        for (const { applied, matched } of shown) {
          if (applied !== null) expect(applied).toBeGreaterThanOrEqual(least);
          if (matched === null) continue;
          expect(matched).toBeGreaterThanOrEqual(least);
          expect(applied! - matched).toBeGreaterThanOrEqual(least);
        }
        for (const [hidden, counts] of [
          [hiddenIn('applied'), [(each: GroupCounts) => each.applied]],
          [
            hiddenIn('matched'),
            [(each: GroupCounts) => each.matched, (each: GroupCounts) => each.applied - each.matched],
          ],
        ] as const) {
          if (hidden.length === 0 || hidden.length === all.length) continue;
          expect(hidden.length).toBeGreaterThan(1);
          for (const count of counts) expect(sum(hidden, count)).toBeGreaterThanOrEqual(least);
        }
      }),
    );
  });
});

describe('somebody who has the whole report and subtracts', () => {
  /** Returns the fewest and the most that one of the hidden can be, if all that is known is their sum and how many each can be at most. */
  const range = (sum: number, own: number, others: number) => [Math.max(0, sum - others), Math.min(own, sum)] as const;

  it('cannot narrow a hidden number to fewer than ten values by the totals and the other column', () => {
    const rows = fc.array(
      fc.nat(60).chain((applied) => fc.nat(applied).map((matched) => row('', applied, matched))),
      { minLength: 2, maxLength: 12 },
    );
    fc.assert(
      fc.property(rows, (all) => {
        const shown = hideSmall(all);
        const sum = (some: readonly GroupCounts[], name: 'applied' | 'matched') =>
          some.reduce((total, each) => total + each[name], 0);
        const without = (name: 'applied' | 'matched') => all.filter((_, index) => shown[index]![name] === null);
        const [noApplied, noMatched] = [without('applied'), without('matched')];
        if (noApplied.length < all.length && noApplied.length > 0) {
          const total = sum(noApplied, 'applied');
          const [fewest, most] = range(total, total, noApplied.length > 1 ? total : 0);
          expect(most - fewest).toBeGreaterThanOrEqual(least);
        }
        if (noMatched.length === all.length) return;
        // What is known of those without a matched number: how many matched and, together, applied.
        for (const each of noMatched.filter((one) => !noApplied.includes(one))) {
          const others = sum(noMatched, 'applied') - each.applied;
          const [fewest, most] = range(sum(noMatched, 'matched'), each.applied, others);
          expect(most - fewest).toBeGreaterThanOrEqual(least);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('the numbers of answers to one question', () => {
  it('are shown where each has ten, and hidden where a small one would be the difference', () => {
    expect(hideSmallParts([40, 12, 10])).toEqual([40, 12, 10]);
    expect(hideSmallParts([40, 12, 3])).toEqual([40, null, null]);
    expect(hideSmallParts([40, 30, 6, 4])).toEqual([40, 30, null, null]);
    expect(hideSmallParts([40, 3, 0])).toEqual([null, null, null]);
    expect(hideSmallParts([0, 0, 0])).toEqual([null, null, null]);
  });

  it('never let the difference from everybody reveal a small one', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { minLength: 1, maxLength: 6 }), (counts) => {
        const shown = hideSmallParts(counts);
        const hidden = counts.filter((_, index) => shown[index] === null);
        for (const each of shown) if (each !== null) expect(each).toBeGreaterThanOrEqual(least);
        if (hidden.length === 0 || hidden.length === counts.length) return;
        expect(hidden.length).toBeGreaterThan(1);
        expect(hidden.reduce((sum, each) => sum + each, 0)).toBeGreaterThanOrEqual(least);
      }),
    );
  });
});
