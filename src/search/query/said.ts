import { stem } from './stem.ts';
import { classify } from './stop-words.ts';
import { otherNumber } from './variants.ts';
import { LESS_TELLING } from './weights.ts';
import { wordsOf } from './words.ts';

/** How often people say what when they ask for one thing. */
export interface Said {
  /** Part → number of phrases that have it. A part is a stem, or two that stand together. */
  readonly counts: ReadonlyMap<string, number>;
  /** Number of phrases. */
  readonly size: number;
}

/** Gives "two" for "2", and any other word itself. */
const named = (word: string) => (/^\d/.test(word) ? (otherNumber(word) ?? word) : word);

export const stemsOf = (words: readonly string[]): string[] => words.map((word) => stem(named(word)));

const pairsOf = (stems: readonly string[]) => stems.slice(1).map((second, at) => `${stems[at]!} ${second}`);

/** Returns the stems of a query and its pairs of neighbours, each with how much of it counts. */
export function partsOf(query: string): Map<string, number> {
  const words = wordsOf(query);
  const stems = stemsOf(words);
  const single = words.map((word, at) => [stems[at]!, classify(word) === 'stop' ? LESS_TELLING : 1] as const);
  return new Map([...single, ...pairsOf(stems).map((pair) => [pair, LESS_TELLING] as const)]);
}

/** Returns the number of phrases that have each part. @param phrases as stems */
export function countParts(phrases: Iterable<readonly string[]>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const stems of phrases) {
    const parts = new Set(stems);
    stems.forEach((second, at) => at > 0 && parts.add(`${stems[at - 1]!} ${second}`));
    for (const part of parts) counts.set(part, (counts.get(part) ?? 0) + 1);
  }
  return counts;
}

export const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0);
