import { foldCode } from '../answers/answers.ts';

/** Atoms of RFC 5322, with letters of every script (RFC 6531). */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const asciiDomain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$/;
const writtenDomain = /^[\p{L}\p{M}\p{N}.。-]+$/u;

/** The problem of a text that is not an address. */
export const emailFormat = 'Enter an email address in the correct format, like name@example.com';

/** Longest address that can be sent to (RFC 5321, with erratum 1690 of RFC 3696). */
export const longestEmail = 254;

/**
 * Reads an address and returns it with its domain in lower-case ASCII ("a@münchen.de" → "a@xn--mnchen-3ya.de"); undefined when mail cannot be
 * sent to it. Accepts a `mailto:` link, a name ("Ada <a@example.com>") and punctuation after the address. Refuses quoted local parts and
 * domains without a dot.
 */
export function readEmail(text: string): string | undefined {
  const typed = bareAddress(text);
  const at = typed.lastIndexOf('@');
  const local = typed.slice(0, Math.max(at, 0));
  const domain = toAscii(typed.slice(at + 1));
  const address = `${local}@${domain}`;
  return localPart.test(local) && bytesOf(local) <= 64 && asciiDomain.test(domain) && bytesOf(address) <= longestEmail
    ? address
    : undefined;
}

/** Returns true for a text with more than one address. */
export const isSeveralEmails = (text: string): boolean => /@[^@]*[\s,;][^@]*@/.test(foldCode(text));

function bareAddress(text: string): string {
  const typed = foldCode(text)
    .replace(/[.;,\s]+$/, '')
    .replace(/[‘’ʼ´]/g, "'");
  const inBrackets = /^[^<>@]*<([^<>]+)>$/.exec(typed)?.[1] ?? typed;
  return /^mailto:/i.test(inBrackets) ? inBrackets.slice('mailto:'.length).replace(/\?.*$/, '') : inBrackets;
}

const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

/** Returns the domain of an address in lower case. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

function toAscii(domain: string): string {
  // Refuses "example.com/x" and "example.com:80", which the URL parser accepts.
  if (!writtenDomain.test(domain)) return '';
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : '';
}
