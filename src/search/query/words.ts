/**
 * How text becomes words, for the index's vocabulary and for queries alike. A word is what Pagefind takes as one: letters and digits,
 * lower case, without accents; an apostrophe vanishes ("don't" → "dont"); a hyphen joins and parts ("well-being" → "wellbeing", "well",
 * "being").
 */

const apostrophes = /['’‘ʼ`´]/g;
const notWord = /[^\p{L}\p{N}-]+/u;
const hyphens = /[-‐‑–]+/g;

/** Lower case, without accents, apostrophes or signs that only look different. */
export function fold(text: string): string {
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

/** The words of a text in order; a hyphenated word counts as its parts. */
export function wordsOf(text: string): string[] {
  return fold(text)
    .split(notWord)
    .flatMap((chunk) => chunk.split('-'))
    .filter((word) => word !== '');
}

/** Every word by which a text can be found: its words, and hyphenated ones joined. */
export function indexedWords(text: string): string[] {
  const chunks = fold(text).split(notWord);
  const joined = chunks.filter((chunk) => /[^-]-[^-]/.test(chunk)).map((chunk) => chunk.replaceAll('-', ''));
  return [...chunks.flatMap((chunk) => chunk.split('-')), ...joined].filter((word) => word !== '');
}

/** Articles speak to their reader: the "myself" of one who asks is their "yourself". */
export const yourself = (word: string): string => word.replace(/^(?:my|our)sel(?:f|ves)$/, 'yourself');
