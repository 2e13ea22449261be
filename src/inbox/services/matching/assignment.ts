/**
 * Assigns rows (mentees) to columns (places of mentors) so that the sum of the first level is greatest; among those
 * assignments, the sum of the second level, and so on. The library solves one assignment problem. Levels are packed
 * into one number for each pair, as many as a double holds exactly. Further levels are solved among the pairs that the
 * earlier solution leaves optimal: those whose reduced cost is zero.
 * Source: R. Burkard, M. Dell'Amico and S. Martello, Assignment Problems, SIAM 2012, chapter 4 (duality, lexicographic
 * objectives).
 */
import { linearSumAssignment } from 'linear-sum-assignment';

/** One aim of the assignment. */
export interface Level {
  name: string;
  /** The gain of a pair, a whole number from 0 to `highest`. Called only for allowed pairs. */
  gain: (row: number, column: number) => number;
  highest: number;
}

export interface AssignmentProblem {
  rows: number;
  columns: number;
  /** A pair that is not allowed is never in the result. */
  isAllowed: (row: number, column: number) => boolean;
  /**
   * The most important level first. It must give every allowed pair at least 1, so that an allowed pair is better than
   * none.
   */
  levels: readonly Level[];
}

export interface Assignment {
  /** The column of each row; -1 for a row without one. */
  columnOf: Int32Array;
  /** The sum of each level over all pairs, by name. */
  totals: Readonly<Record<string, number>>;
}

/** The library's result is not optimal by its own prices. It must never be shown to anybody. */
export class NotOptimalError extends Error {}

/** Sums and prices of packed numbers below this limit are exact. */
const greatestExact = Number.MAX_SAFE_INTEGER / 4;

/**
 * Finds the best assignment and proves it by its prices.
 * @throws {NotOptimalError}
 */
export function assign({ rows, columns, isAllowed, levels }: AssignmentProblem): Assignment {
  const size = Math.max(rows, columns);
  const most = Math.min(rows, columns);
  const columnOf = new Int32Array(rows).fill(-1);
  const totals = Object.fromEntries(levels.map(({ name }) => [name, 0]));
  if (most === 0) return { columnOf, totals };
  const allowed = new Uint8Array(size * size);
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++) if (isAllowed(row, column)) allowed[row * size + column] = 1;
  // The matrix is filled up to a square. A row matched to an added column, or to one that is not allowed, stays without
  // a match.
  let isTight: Uint8Array | undefined;
  let columnOfRow: readonly number[] | ArrayLike<number> = [];
  for (let from = 0; from < levels.length;) {
    const { packed, next } = pack(levels, from, most);
    const gains = Array.from({ length: size }, (_, row) => {
      const line = new Float64Array(size);
      for (let column = 0; column < size; column++) {
        const at = row * size + column;
        if (isTight?.[at] === 0) line[column] = Number.NEGATIVE_INFINITY;
        else if (allowed[at] === 1) line[column] = packed(row, column);
      }
      return line;
    });
    // The library spells this option so.
    const { columnAssignments, rowAssignments, dualVariableForColumns, dualVariableForRows } = linearSumAssignment(
      gains,
      {
        maximaze: true,
      },
    );
    isTight = prove(gains, rowAssignments, columnAssignments, dualVariableForRows, dualVariableForColumns, isTight);
    columnOfRow = rowAssignments;
    from = next;
  }
  for (let row = 0; row < rows; row++) {
    const column = columnOfRow[row]!;
    if (allowed[row * size + column] !== 1) continue;
    columnOf[row] = column;
    for (const { name, gain } of levels) totals[name]! += gain(row, column);
  }
  return { columnOf, totals };
}

/**
 * Packs levels from `from` on into one number for each pair, as many as stay exact. `next` is the first level that did
 * not fit.
 */
function pack(levels: readonly Level[], from: number, most: number) {
  const taken: { level: Level; unit: number }[] = [];
  let highest = 0;
  let next = from;
  for (; next < levels.length; next++) {
    const level = levels[next]!;
    // One unit of a level outweighs the sum of all lower levels over all pairs.
    const base = level.highest * most + 1;
    const grown = highest * base + level.highest;
    if (taken.length > 0 && grown > greatestExact) break;
    for (const each of taken) each.unit *= base;
    taken.push({ level, unit: 1 });
    highest = grown;
  }
  if (highest > greatestExact)
    throw new RangeError(`The level "${levels[from]!.name}" alone is too large to be exact.`);
  const packed = (row: number, column: number) =>
    taken.reduce((sum, { level, unit }) => sum + level.gain(row, column) * unit, 0);
  return { packed, next };
}

/**
 * Proves by the prices that no other assignment is better: no pair is worth more than its two prices, and each chosen
 * pair is worth exactly that. Returns the pairs that are worth exactly their prices; every optimal assignment consists
 * of such pairs only.
 */
function prove(
  gains: readonly Float64Array[],
  columnOfRow: ArrayLike<number>,
  rowOfColumn: ArrayLike<number>,
  rowPrices: ArrayLike<number>,
  columnPrices: ArrayLike<number>,
  wasTight: Uint8Array | undefined,
): Uint8Array {
  const size = gains.length;
  const isTight = new Uint8Array(size * size);
  // The library minimises costs. The cost of a pair is the greatest gain less its own.
  const greatest = gains.reduce((most, line) => line.reduce((max, gain) => Math.max(max, gain), most), -Infinity);
  for (let row = 0; row < size; row++) {
    const chosen = columnOfRow[row]!;
    if (rowOfColumn[chosen] !== row) throw new NotOptimalError('Two rows were given one column.');
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      if (wasTight?.[at] === 0) continue;
      const slack = greatest - gains[row]![column]! - rowPrices[row]! - columnPrices[column]!;
      if (slack < 0 || (column === chosen && slack !== 0))
        throw new NotOptimalError('The solver returned an assignment that its own prices contradict.');
      if (slack === 0) isTight[at] = 1;
    }
    if (isTight[row * size + chosen] !== 1) throw new NotOptimalError('The solver chose a pair that was not allowed.');
  }
  return isTight;
}
