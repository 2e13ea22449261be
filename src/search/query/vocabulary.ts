import { formSpeller } from './form-speller.ts';
import { frontCoded, frontDecoded } from './front-coding.ts';
import { memoised } from './memoised.ts';
import { decodeSaid, encodeSaid } from './said-table.ts';
import type { Said } from './said.ts';
import type { Speller } from './spelling.ts';
import { stem } from './stem.ts';
import { stopWords } from './stop-words.ts';
import { compileSynonyms, type SynonymSource, type Synonyms } from './synonyms.ts';
import { indexedWords } from './words.ts';

/** The index's words, which the browser loads before any part of the index. */
export interface Vocabulary {
  /** Pages in the index. */
  pages: number;
  /** word → number of pages that have it, rounded down to a power of two. */
  words: ReadonlyMap<string, number>;
  /** Stems of all words. */
  readonly stems: ReadonlySet<string>;
  /** Roots of correct English words that are not in the index but look like a misspelling of a word that is. */
  english: ReadonlySet<string>;
  synonyms: Synonyms;
  /** What people ask for each page that has questions, in the order of {@link SearchIndex.asked}: its stems, without pairs. */
  said: readonly Said[];
  /** Corrects towards words of the index, words of synonym keys, and stop words. */
  speller: Speller;
}

/** Words by the text between two spaces. Most pieces recur many times, and no word crosses a space. */
const wordsIn = memoised(indexedWords);

/** Returns the different words of a page. */
export const wordsOfPage = (text: string): string[] => [...new Set([...new Set(text.split(/\s+/))].flatMap(wordsIn))];

/** Returns word → number of pages that have it. @param pages the different words of each page */
export function pagesByWord(pages: Iterable<readonly string[]>): Map<string, number> {
  const words = new Map<string, number>();
  for (const page of pages) for (const word of page) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}

interface VocabularyParts {
  pages: number;
  words: ReadonlyMap<string, number>;
  english: Iterable<string>;
  synonyms: SynonymSource;
  said: readonly Said[];
}

/** Returns the last character of a line if it is a mark: words have small letters and digits. */
const markOf = (last: string) => (last === ENGLISH || (last >= 'A' && last <= 'Z') ? last : '');

/** Replaces the page count of a word of {@link Vocabulary.english}. */
const ENGLISH = '!';

/**
 * Writes a vocabulary as text: a line with `pages`; a line for each word, sorted; an empty line; the synonyms; an empty line; what people ask. A
 * word's line has the number of letters that it shares with the word before (one digit of base 36), its other letters, and a capital letter
 * for the power of two of its pages (none for one page). Compressed, it is less than half the size of the plain list.
 */
export function encodeVocabulary({ pages, words, english, synonyms, said }: VocabularyParts): string {
  const marks = new Map<string, string>([...english].map((word) => [word, ENGLISH]));
  for (const [word, count] of words) {
    const power = Math.floor(Math.log2(count));
    marks.set(word, power === 0 ? '' : String.fromCharCode(64 + power));
  }
  const sorted = [...marks.keys()].sort();
  const lines = frontCoded(sorted).map((rest, at) => rest + marks.get(sorted[at]!)!);
  const pairs = Object.entries(synonyms).map(([key, targets]) => `${key}=${targets.join(',')}`);
  return [[pages, ...lines].join('\n'), pairs.join('\n'), encodeSaid(said)].join('\n\n');
}

export function decodeVocabulary(text: string): Vocabulary {
  const [list = '', pairs = '', said = ''] = text.split('\n\n');
  const lines = list.split('\n');
  const words = new Map<string, number>();
  const english = new Set<string>();
  const marked = lines.slice(1).filter(Boolean);
  const marks = marked.map((line) => markOf(line.at(-1)!));
  frontDecoded(marked.map((line, at) => line.slice(0, line.length - marks[at]!.length))).forEach((word, at) => {
    const mark = marks[at]!;
    if (mark === ENGLISH) english.add(word);
    else words.set(word, mark === '' ? 1 : 2 ** (mark.charCodeAt(0) - 64));
  });
  const source: Record<string, readonly string[]> = {};
  for (const pair of pairs.split('\n').filter(Boolean)) {
    const [key = '', targets = ''] = pair.split('=');
    source[key] = targets.split(',');
  }
  const synonyms = compileSynonyms(source);
  let stems: Set<string> | undefined;
  return {
    pages: Number(lines[0]),
    words,
    // Most queries have only words that the index has as they stand, and first results wait for this.
    get stems() {
      return (stems ??= new Set([...words.keys()].map(stem)));
    },
    english,
    synonyms,
    said: decodeSaid(said),
    speller: formSpeller(() => [
      ...words,
      ...[...synonyms.words].filter((word) => !words.has(word)).map((word) => [word, 1] as const),
      ...missingStopWords(words),
    ]),
  };
}

/** Returns the stop words that the index lacks, so that a misspelt one ("dosent") is corrected and not taken for a subject. */
export const missingStopWords = (words: ReadonlyMap<string, number>) =>
  stopWords.filter((word) => !words.has(word)).map((word) => [word, 1] as const);

/** True when the index has the word or another form of it. */
export function isKnown(
  vocabulary: { readonly words: ReadonlyMap<string, number>; readonly stems: ReadonlySet<string> },
  word: string,
): boolean {
  return vocabulary.words.has(word) || isForm(word, stem(word), vocabulary.stems);
}

/** True for a form of an indexed word. Short stems can match by accident: "fees" is a form of "fee", but "metting" is not one of "met". */
function isForm(word: string, root: string, stems: ReadonlySet<string>): boolean {
  if (root.length < 2 || !stems.has(root)) return false;
  return root.length > 3 || (word.startsWith(root) && /^(?:s|es|d|ed|r|er|ing)$/.test(word.slice(root.length)));
}
