/**
 * Splits text into words, for the vocabulary and for queries, in the way Pagefind does: letters and digits in lower case, without accents or
 * apostrophes ("don't" → "dont"). A hyphenated word is indexed joined and in parts ("well-being" → "wellbeing", "well", "being").
 */

const apostrophes = /['’‘ʼ`´]/g;
const notWord = /[^\p{L}\p{N}-]+/u;
const isFolded = /^[a-z\d ,]*$/;
const hyphens = /[-‐‑–]+/g;

/** Returns text in lower case, without accents and apostrophes, with one kind of hyphen. */
export function fold(text: string): string {
  if (isFolded.test(text)) return text;
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(apostrophes, '')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/æ/g, 'ae')
    .replace(/œ/g, 'oe')
    .replace(/ø/g, 'o')
    .replace(/ł/g, 'l')
    .replace(hyphens, '-');
}

/** Returns the words of a text in order. A hyphenated word counts as its parts. */
export function wordsOf(text: string): string[] {
  return fold(text)
    .split(notWord)
    .flatMap((chunk) => chunk.split('-'))
    .filter((word) => word !== '');
}

/** Returns every word by which a text can be found: its words, and hyphenated ones joined. */
export function indexedWords(text: string): string[] {
  const chunks = fold(text).split(notWord);
  const joined = chunks.filter((chunk) => /[^-]-[^-]/.test(chunk)).map((chunk) => chunk.replaceAll('-', ''));
  return [...chunks.flatMap((chunk) => chunk.split('-')), ...joined].filter((word) => word !== '');
}

/** Replaces "myself" by "yourself", because articles address their reader. */
export const yourself = (word: string): string => word.replace(/^(?:my|our)sel(?:f|ves)$/, 'yourself');
