import { toUnicode } from 'punycode/punycode.es6.js';
import { mixesAlphabets } from './alphabets.ts';
import { partsOf } from './email.ts';

/** Letters of domains in European languages and Vietnamese, without "ı", which passes for an i, and marks that stand on their own. */
const plain = /^[a-z\dß-öø-İĲ-ķĺ-žơưșțạ-ỹ.-]*$/u;

/** Scripts whose letters nobody takes for Latin ones, and which are written beside them. */
const apart = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}ー]/gu;

/**
 * True for a domain that could be taken for another: with odd Latin letters ("ɢoogle"), or with Cyrillic or Greek ones, even all of a part, before
 * an ending in Latin letters ("аррӏе.com").
 */
const misleads = (domain: string): boolean =>
  domain.split('.').some((part) => /\p{sc=Latin}/u.test(part) && !plain.test(part.replace(apart, ''))) ||
  mixesAlphabets(domain.replaceAll('.', ''));

/**
 * Returns a stored address with its domain in the letters that people write: "zoë@exämple.de" for "zoë@xn--exmple-cua.de". Leaves any other text,
 * and a domain that would look like another.
 */
export function emailWords(stored: string): string {
  const { local, domain } = partsOf(stored);
  if (!domain.includes('xn--')) return stored;
  try {
    const letters = toUnicode(domain);
    const written = `${local}@${letters}`;
    return partsOf(written).domain === domain && !misleads(letters) ? written : stored;
  } catch {
    // The library refuses what is not the code of any letters.
    return stored;
  }
}
