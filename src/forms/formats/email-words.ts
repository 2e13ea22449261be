import { toUnicode } from 'punycode/punycode.es6.js';
import { site } from '#site';
import { mixesAlphabets } from './alphabets.ts';
import { partsOf } from './email.ts';

/**
 * Returns a stored address with its domain in the letters that people write: "zoë@exämple.de" for "zoë@xn--exmple-cua.de". Leaves any other text,
 * and a domain that would look like another: with an i without its dot, letters of phonetics or marks on their own, or with Cyrillic or Greek, even
 * all of a part, before an ending in Latin letters ("аррӏе.com"), or a well-known name with a mark ("gmaịl.com").
 */
export function emailWords(stored: string): string {
  const { local, domain } = partsOf(stored);
  if (!domain.includes('xn--')) return stored;
  try {
    const letters = toUnicode(domain);
    if (/[ıɐ-\u036f]/.test(letters) || mixesAlphabets(letters.replaceAll('.', '')) || isDisguise(letters))
      return stored;
    const written = `${local}@${letters}`;
    return partsOf(written).domain === domain ? written : stored;
  } catch {
    // The library refuses what is not the code of any letters.
    return stored;
  }
}

/** Names that many addresses have, so that another one that looks the same is most likely meant to deceive. */
const wellKnown = [
  ...'gmail googlemail hotmail icloud live outlook proton protonmail yahoo'.split(' '),
  ...site.students.mailDomains,
];

/** True for a domain that is a well-known one but for marks and strokes: "gmaịl.com", "hotmaił.com". */
function isDisguise(domain: string): boolean {
  const bare = domain.normalize('NFKD').replace(/\p{M}/gu, '');
  const like = (letters: string) =>
    new RegExp(`^${letters.replaceAll('.', '\\.').replace(/(?![ -~])\p{sc=Latin}/gu, '.')}$`);
  return [bare, ...bare.split('.')].some((part) => wellKnown.some((name) => like(part).test(name)));
}
