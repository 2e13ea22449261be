import { toUnicode } from 'punycode/punycode.es6.js';
import { mixesAlphabets } from './alphabets.ts';
import { partsOf } from './email.ts';

/**
 * Returns a stored address with its domain in the letters that people write: "zoë@exämple.de" for "zoë@xn--exmple-cua.de". Leaves any other text,
 * and a domain with letters of two alphabets, which would look like another.
 */
export function emailWords(stored: string): string {
  const { local, domain } = partsOf(stored);
  if (!domain.includes('xn--')) return stored;
  try {
    const written = `${local}@${toUnicode(domain)}`;
    return partsOf(written).domain === domain && !mixesAlphabets(written) ? written : stored;
  } catch {
    // The library refuses what is not the code of any letters.
    return stored;
  }
}
