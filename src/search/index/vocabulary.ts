import { formSpeller } from '../query/form-speller.ts';
import type { Speller } from '../query/spelling.ts';
import { stem } from '../query/stem.ts';
import { stopWords } from '../query/stop-words.ts';
import { compileSynonyms, type SynonymSource, type Synonyms } from '../query/synonyms.ts';
import { indexedWords } from '../query/words.ts';

/** What is known of the index's words before any part of the index is read. */
export interface Vocabulary {
  /** Pages in the index. */
  pages: number;
  /** Words on fewer pages are not named, until {@link learn} adds one; 1 when all are. */
  least: number;
  /** word → pages that have it, rounded down to a power of two. */
  words: Map<string, number>;
  /** Stems of all words. */
  stems: Set<string>;
  /** Roots of words that are right English, near enough to a word of the index to be taken for a misspelling of it, and not in the index. */
  english: ReadonlySet<string>;
  synonyms: Synonyms;
  /** Knows the index's words, those of synonyms and small ones. */
  speller: Speller;
}

/** Nothing joins words over a space, and most pieces between spaces come again and again. */
const pieces = new Map<string, string[]>();

function wordsIn(piece: string): string[] {
  const found = pieces.get(piece) ?? indexedWords(piece);
  pieces.set(piece, found);
  return found;
}

/** The different words by which a page can be found. */
export const wordsOfPage = (text: string): string[] => [
  ...new Set([...new Set(text.split(/\s+/))].flatMap((piece) => wordsIn(piece))),
];

/** word → pages that have it. @param pages the different words of each. */
export function countWords(pages: Iterable<readonly string[]>): Map<string, number> {
  const words = new Map<string, number>();
  for (const page of pages) for (const word of page) words.set(word, (words.get(word) ?? 0) + 1);
  return words;
}

/** Words that a vocabulary names at most, so that it has no more than about 75 kB once compressed, however many pages there are. */
const WORDS_MAX = 20_000;

/** On how many pages a word must stand for the vocabulary to name it: 1, unless there are too many words. */
export function leastPages(words: ReadonlyMap<string, number>, most = WORDS_MAX): number {
  const counts = [...words.values()].sort((a, b) => b - a);
  return (counts[most] ?? 0) + 1;
}

interface VocabularyParts {
  pages: number;
  /** Words on fewer pages are left out. */
  least?: number;
  words: ReadonlyMap<string, number>;
  english: Iterable<string>;
  synonyms: SynonymSource;
}

const SHARED_MAX = 35;
/** Marks a word of {@link Vocabulary.english} in the place of its page count. */
const ENGLISH = '!';

/**
 * A vocabulary as a text file: the number of pages and, where it is not 1, that of pages a named word stands on at least; a line for each word in order; an empty line; the synonyms. A word's line is the number of
 * letters it shares with the one before (one digit of base 36), its other letters, and a capital for the power of two of its pages (none for
 * one page). So written it is less than half the plain list once compressed.
 */
export function encodeVocabulary({ pages, least = 1, words, english, synonyms }: VocabularyParts): string {
  const marks = new Map<string, string>([...english].map((word) => [word, ENGLISH]));
  for (const [word, count] of words) {
    if (count < least) continue;
    const power = Math.floor(Math.log2(count));
    marks.set(word, power === 0 ? '' : String.fromCharCode(64 + power));
  }
  let before = '';
  const lines = [...marks]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([word, mark]) => {
      let shared = 0;
      while (shared < SHARED_MAX && shared < before.length && before[shared] === word[shared]) shared += 1;
      before = word;
      return shared.toString(36) + word.slice(shared) + mark;
    });
  const pairs = Object.entries(synonyms).map(([key, targets]) => `${key}=${targets.join(',')}`);
  const head = least === 1 ? pages : `${pages} ${least}`;
  return [head, ...lines, '', ...pairs].join('\n');
}

export function decodeVocabulary(text: string): Vocabulary {
  const [list = '', pairs = ''] = text.split('\n\n');
  const lines = list.split('\n');
  const [pages, least = 1] = lines[0]!.split(' ').map(Number);
  const words = new Map<string, number>();
  const english = new Set<string>();
  let before = '';
  for (const line of lines.slice(1).filter(Boolean)) {
    const mark = /[A-Z!]$/.exec(line)?.[0] ?? '';
    const word = before.slice(0, parseInt(line[0]!, 36)) + line.slice(1, line.length - mark.length);
    if (mark === ENGLISH) english.add(word);
    else words.set(word, mark === '' ? 1 : 2 ** (mark.charCodeAt(0) - 64));
    before = word;
  }
  const source: Record<string, readonly string[]> = {};
  for (const pair of pairs.split('\n').filter(Boolean)) {
    const [key = '', targets = ''] = pair.split('=');
    source[key] = targets.split(',');
  }
  const stems = new Set([...words.keys()].map(stem));
  const synonyms = compileSynonyms(source);
  const keys = [...synonyms.words].filter((word) => !words.has(word)).map((word) => [word, 1] as const);
  return {
    pages: pages!,
    least,
    words,
    stems,
    english,
    synonyms,
    speller: formSpeller([...words, ...keys, ...smallWords(words)]),
  };
}

/** Small words are mistyped as often as others: "dosent" is one, not a subject. */
export const smallWords = (words: ReadonlyMap<string, number>) =>
  stopWords.filter((word) => !words.has(word)).map((word) => [word, 1] as const);

/** True when the index has the word or another form of it. */
export function isKnown(
  { words, stems }: { words: ReadonlyMap<string, number>; stems: ReadonlySet<string> },
  word: string,
): boolean {
  return words.has(word) || isForm(word, stem(word), stems);
}

/** Takes up a word that the index was found to have. */
export function learn(vocabulary: Vocabulary, word: string): void {
  vocabulary.stems.add(stem(word));
  if (isKnown(vocabulary, word)) vocabulary.words.set(word, 1);
}

/** Short stems meet by accident: "fees" is a form of "fee", "metting" is none of "met", "aing" of "a". */
function isForm(word: string, root: string, stems: ReadonlySet<string>): boolean {
  if (root.length < 2 || !stems.has(root)) return false;
  return root.length > 3 || (word.startsWith(root) && /^(?:s|es|d|ed|r|er|ing)$/.test(word.slice(root.length)));
}
