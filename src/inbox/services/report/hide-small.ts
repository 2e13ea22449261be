/** Hides small numbers of a table so that no difference reveals them: each row, and each column beside its total. */

/** A group of people: how many applied, and how many of them were matched. */
export interface GroupCounts {
  label: string;
  applied: number;
  matched: number;
}

/** The same with null for what is hidden. */
export interface ShownCounts {
  label: string;
  applied: number | null;
  matched: number | null;
}

/** Numbers below this could be traced to a person. */
export const least = 10;

/**
 * Hides each number below `least`, and the number of matched where those who were not are fewer than that. The totals of
 * the columns are known, so what is hidden together is never one row, and never sums to fewer than `least`.
 */
export function hideSmall(rows: readonly GroupCounts[]): ShownCounts[] {
  const unmatched = ({ applied, matched }: GroupCounts) => applied - matched;
  const withoutApplied = widen(
    rows,
    rows.filter(({ applied }) => applied < least),
    ({ applied }) => applied,
    [({ applied }) => applied],
  );
  const withoutMatched = widen(
    rows,
    rows.filter((row) => withoutApplied.has(row) || row.matched < least || unmatched(row) < least),
    ({ matched }) => matched,
    [({ matched }) => matched, unmatched],
  );
  return rows.map((row) => ({
    label: row.label,
    applied: withoutApplied.has(row) ? null : row.applied,
    matched: withoutMatched.has(row) ? null : row.matched,
  }));
}

/**
 * Hides each number below `least` of parts that exclude each other and whose sum is known, null for what is hidden. What is
 * hidden together is never one part, and never sums to fewer than `least`, unless all is hidden.
 */
export function hideSmallParts(counts: readonly number[]): (number | null)[] {
  const parts = counts.map((count) => ({ count }));
  const size = ({ count }: { count: number }) => count;
  const hidden = widen(
    parts,
    parts.filter(({ count }) => count < least),
    size,
    [size],
  );
  return parts.map((part) => (hidden.has(part) ? null : part.count));
}

/** Hides further rows, smallest first, until the sums of what is hidden say nothing about a small group. */
function widen<Row>(
  rows: readonly Row[],
  small: readonly Row[],
  size: (row: Row) => number,
  known: readonly ((row: Row) => number)[],
): ReadonlySet<Row> {
  const hidden = new Set(small);
  const sum = (count: (row: Row) => number) => [...hidden].reduce((total, row) => total + count(row), 0);
  const tells = () => hidden.size === 1 || known.some((count) => sum(count) < least);
  for (const row of rows.filter((each) => !hidden.has(each)).sort((a, b) => size(a) - size(b))) {
    if (hidden.size === 0 || !tells()) break;
    hidden.add(row);
  }
  return hidden;
}
