import {
  COMMON_WORD_BONUS,
  DOUBLED_COST,
  DOUBLED_MISTAKE_FROM,
  EXTRA_COST,
  FIRST_LETTER_COST,
  MISSING_COST,
  NEIGHBOUR_COST,
  ONE_SLIP,
  SHORTEST_CORRECTED,
  SLIP_AND_DOUBLED,
  SOUND_COST,
  SWAPPED_APART_COST,
  SWAPPED_COST,
  TWO_MISTAKES_FROM,
  TWO_SLIPS,
  VOWEL_COST,
} from './weights.ts';

/**
 * Spelling correction by weighted optimal string alignment (Damerau 1964): common mistakes (swapped, doubled and missing
 * letters, neighbouring keys, vowels by ear) costs less than an arbitrary change.
 */

const rows = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];
const neighbours = new Set<string>();
rows.forEach((row, y) => {
  Array.from(row).forEach((key, x) => {
    for (const other of [row[x + 1], rows[y + 1]?.[x], rows[y + 1]?.[x - 1]]) {
      if (other) neighbours.add(key + other).add(other + key);
    }
  });
});
/** Letters that sound alike. */
const alike = new Set(['sc', 'cs', 'sz', 'zs', 'kc', 'ck', 'fv', 'vf', 'gj', 'jg', 'mn', 'nm', 'td', 'dt']);

/** Cost of typing one letter for another. Similar sounds and neighbouring keys cost less. */
const costs = new Float64Array(1024).fill(1);
const letterNumber = (letter: string) => letter.charCodeAt(0) & 31;
const cheap = (pairs: Iterable<string>, cost: number) => {
  for (const pair of pairs) costs[letterNumber(pair[0]!) * 32 + letterNumber(pair[1]!)] = cost;
};
cheap(neighbours, NEIGHBOUR_COST);
cheap(alike, SOUND_COST);
for (const vowel of 'aeiouy')
  cheap(
    Array.from('aeiouy', (other) => vowel + other),
    VOWEL_COST,
  );

/** Rows of the table, reused because a correction compares thousands of words. */
let rowBefore = new Float64Array(64);
let rowLast = new Float64Array(64);
let row = new Float64Array(64);

/**
 * Returns the cost of reading `typed` as `meant`, or Infinity when it is above `limit` or `meant` has more than 60 letters. A wrong first
 * letter costs more.
 */
export function distance(typed: string, meant: string, limit: number): number {
  const width = meant.length;
  if (width > 60) return Infinity;
  if (areSwapped(typed, meant)) return SWAPPED_APART_COST <= limit ? SWAPPED_APART_COST : Infinity;
  for (let j = 0; j <= width; j += 1) rowLast[j] = j * MISSING_COST;
  for (let i = 1; i <= typed.length; i += 1) {
    const a = typed.charCodeAt(i - 1);
    const before = typed.charCodeAt(i - 2);
    const extra = a === before ? DOUBLED_COST : EXTRA_COST;
    let least = (row[0] = i * EXTRA_COST);
    for (let j = 1; j <= width; j += 1) {
      const b = meant.charCodeAt(j - 1);
      const last = meant.charCodeAt(j - 2);
      let cost = rowLast[j - 1]! + (a === b ? 0 : costs[(a & 31) * 32 + (b & 31)]!);
      const skipped = row[j - 1]! + (b === last ? DOUBLED_COST : MISSING_COST);
      if (skipped < cost) cost = skipped;
      const dropped = rowLast[j]! + extra;
      if (dropped < cost) cost = dropped;
      if (a !== b && a === last && b === before) cost = Math.min(cost, rowBefore[j - 2]! + SWAPPED_COST);
      row[j] = cost;
      if (cost < least) least = cost;
    }
    if (least > limit) return Infinity;
    [rowBefore, rowLast, row] = [rowLast, row, rowBefore];
  }
  const cost = rowLast[width]! + (meant.startsWith(typed.charAt(0)) ? 0 : FIRST_LETTER_COST);
  return cost <= limit ? cost : Infinity;
}

/** True when exactly two letters that are neither first nor neighbours have changed places. */
function areSwapped(typed: string, meant: string): boolean {
  if (typed.length !== meant.length) return false;
  let first = 0;
  let second = 0;
  for (let at = 0; at < typed.length; at += 1) {
    if (typed.charCodeAt(at) === meant.charCodeAt(at)) continue;
    if (at === 0 || second > 0) return false;
    if (first === 0) first = at;
    else second = at;
  }
  if (second <= first + 1) return false;
  return typed[first] === meant[second] && typed[second] === meant[first];
}

/** Returns the most that a correction of a word of this length may cost: the longer the word, the more mistakes. */
export function costLimit(length: number): number {
  if (length < SHORTEST_CORRECTED) return 0;
  if (length < DOUBLED_MISTAKE_FROM) return ONE_SLIP;
  return length < TWO_MISTAKES_FROM ? SLIP_AND_DOUBLED : TWO_SLIPS;
}

export interface Correction {
  word: string;
  cost: number;
}

/** Finds the nearest word of a list. */
export interface Speller {
  /** Returns the nearest word that costs at most `limit`, or null. Among equally near words, the one on more pages wins. */
  nearest: (typed: string, limit?: number) => Correction | null;
  /** True when some word is within `limit`. */
  isNear: (typed: string, limit?: number) => boolean;
}

interface SpellerWord {
  word: string;
  letters: number;
  bonus: number;
}

/** Returns one bit for each letter of a word. Words that share few letters need no full comparison. */
function letters(word: string): number {
  let bits = 0;
  for (let index = 0; index < word.length; index += 1) bits |= 1 << (word.charCodeAt(index) & 31);
  return bits;
}

/** Counts the set bits of a 32-bit number (H. S. Warren, Hacker's Delight, section 5-1). */
function count(bits: number): number {
  let sum = bits - ((bits >>> 1) & 0x55555555);
  sum = (sum & 0x33333333) + ((sum >>> 2) & 0x33333333);
  return Math.imul((sum + (sum >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function append<Key>(lists: Map<Key, SpellerWord[]>, key: Key, entry: SpellerWord): void {
  const list = lists.get(key);
  if (list) list.push(entry);
  else lists.set(key, [entry]);
}

/** @param words correct words, each with the number of pages that have it */
export function speller(words: Iterable<readonly [string, number]>): Speller {
  const entries = new Map<string, SpellerWord>();
  /** Words by first letter and length. */
  const byStart = new Map<number, SpellerWord[]>();
  /** Words by their letters after the first. */
  const byRest = new Map<string, SpellerWord[]>();
  const startOf = (word: string, length: number) => word.charCodeAt(0) * 1024 + length;
  for (const [word, pages] of words) {
    if (word.length < 3) continue;
    const entry = { word, letters: letters(word), bonus: COMMON_WORD_BONUS * Math.log2(1 + pages) };
    entries.set(word, entry);
    append(byStart, startOf(word, word.length), entry);
    append(byRest, word.slice(1), entry);
  }

  /** Returns words that may be within the limit. With a wrong first letter, the rest must be right. */
  function candidates(typed: string, limit: number): SpellerWord[] {
    const found: SpellerWord[] = [];
    const own = letters(typed);
    // A mistake removes at most one letter and adds at most one; one that changes the word's length does only one of these. A doubled
    // letter does neither.
    const mistakes = limit < 2 * SWAPPED_COST ? 1 : 2;
    const longest = Math.min(2, Math.floor(limit / DOUBLED_COST));
    for (let longer = -longest; longer <= longest; longer += 1) {
      const out = mistakes === 1 ? 1 : 2 - Math.max(0, longer);
      const inside = mistakes === 1 ? 1 : 2 - Math.max(0, -longer);
      for (const entry of byStart.get(startOf(typed, typed.length + longer)) ?? [])
        if (count(own & ~entry.letters) <= out && count(entry.letters & ~own) <= inside) found.push(entry);
    }
    if (limit <= FIRST_LETTER_COST + SWAPPED_COST) return found;
    // A wrong first letter, a missing one, an extra one, or the first two swapped.
    const rest = typed.slice(1);
    found.push(...(byRest.get(rest) ?? []), ...(byRest.get(typed) ?? []));
    for (const word of [rest, rest.charAt(0) + typed.charAt(0) + typed.slice(2)]) {
      const entry = entries.get(word);
      if (entry && !word.startsWith(typed.charAt(0))) found.push(entry);
    }
    return found;
  }

  return {
    isNear: (typed, limit = costLimit(typed.length)) =>
      limit > 0 && candidates(typed, limit).some(({ word }) => distance(typed, word, limit) !== Infinity),
    nearest(typed, limit = costLimit(typed.length)) {
      let best: Correction | null = null;
      let bestValue = Infinity;
      for (const { word, bonus } of limit > 0 ? candidates(typed, limit) : []) {
        const cost = distance(typed, word, limit);
        if (cost - bonus >= bestValue) continue;
        best = { word, cost };
        bestValue = cost - bonus;
      }
      return best;
    },
  };
}
