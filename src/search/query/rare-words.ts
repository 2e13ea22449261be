import { classify } from './stop-words.ts';
import { root } from './stem.ts';
import { isKnown, learn, type Vocabulary } from './vocabulary.ts';
import { wordsOf } from './words.ts';
import { ASKED_MAX, SHORTEST_ASKED } from './weights.ts';

/**
 * On a large site the vocabulary leaves out words of few pages. Before such a word is called unknown or is corrected, the index itself is
 * looked up.
 */

/** Returns the words of a query that the index may have although the vocabulary lacks them. */
export function rareWords(query: string, vocabulary: Vocabulary, typing: boolean): string[] {
  if (vocabulary.least === 1) return [];
  const words = wordsOf(query);
  const unfinished = typing ? words.at(-1) : undefined;
  const mayBeRare = (word: string) =>
    word.length >= SHORTEST_ASKED &&
    classify(word) === 'content' &&
    !isKnown(vocabulary, word) &&
    !vocabulary.english.has(root(word)) &&
    !(word === unfinished && begins(word, vocabulary));
  return [...new Set(words)].filter(mayBeRare).slice(0, ASKED_MAX);
}

/** Looks up rare words in the index and adds those it has to the vocabulary. */
export async function learnRareWords(
  words: readonly string[],
  vocabulary: Vocabulary,
  has: (word: string) => Promise<boolean>,
): Promise<void> {
  const found = await Promise.all(words.map(has));
  words.filter((_, at) => found[at]).forEach((word) => learn(vocabulary, word));
}

function begins(start: string, { words }: Vocabulary): boolean {
  for (const word of words.keys()) if (word.startsWith(start)) return true;
  return false;
}
