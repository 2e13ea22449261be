import { toUnicode } from 'punycode/punycode.es6.js';
import { mixesAlphabets } from './alphabets.ts';
import { partsOf } from './email.ts';

/**
 * Returns a stored address with its domain in the letters that people write: "zoë@exämple.de" for "zoë@xn--exmple-cua.de". Leaves any other text,
 * and a domain that would look like another: with an i without its dot, letters of phonetics or marks on their own, or with Cyrillic or Greek, even
 * all of a part, before an ending in Latin letters ("аррӏе.com").
 */
export function emailWords(stored: string): string {
  const { local, domain } = partsOf(stored);
  if (!domain.includes('xn--')) return stored;
  try {
    const letters = toUnicode(domain);
    if (/[ıɐ-\u036f]/.test(letters) || mixesAlphabets(letters.replaceAll('.', ''))) return stored;
    const written = `${local}@${letters}`;
    return partsOf(written).domain === domain ? written : stored;
  } catch {
    // The library refuses what is not the code of any letters.
    return stored;
  }
}
