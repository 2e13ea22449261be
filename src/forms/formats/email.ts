import { foldCode } from '../answers/answers.ts';
import { mixesAlphabets } from './alphabets.ts';
import { bareWords } from '../dates/refusal-words.ts';

/** Atoms of RFC 5322, with letters of every script (RFC 6531). */
const localPart = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u;
const asciiDomain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?:xn--[a-z0-9-]{0,58}[a-z0-9]|[a-z]{2,63})$/;
const writtenDomain = /^[\p{L}\p{M}\p{N}.。-]+$/u;

/** The problem of a text that is not an address. */
export const emailFormat = 'Enter an email address in the correct format, like name@example.com';

/** Longest address that can be sent to (RFC 5321, with erratum 1690 of RFC 3696). */
export const longestEmail = 254;

/** Most bytes before the @. */
export const longestLocal = 64;

/**
 * Reads an address and returns it with its domain in lower-case ASCII ("a@münchen.de" → "a@xn--mnchen-3ya.de"); undefined when mail cannot be
 * sent to it. Finds it in what people copy: a `mailto:` link, "Ada <a@example.com>", a label, brackets, quotation marks, punctuation. Refuses
 * quoted local parts, domains without a dot, letters of two alphabets and an address that is cut off.
 */
export function readEmail(text: string): string | undefined {
  const { addresses, beside } = findEmails(text);
  const [one = ''] = addresses;
  if (addresses.size !== 1 || beside !== '' || mixesAlphabets(one)) return undefined;
  const { local, domain } = partsOf(one);
  const address = `${local}@${domain}`;
  const fits = bytesOf(local) <= longestLocal && bytesOf(address) <= longestEmail;
  return fits && localPart.test(local) && asciiDomain.test(domain) ? address : undefined;
}

interface FoundEmails {
  addresses: ReadonlySet<string>;
  /** Words that nothing sets off from the address, so that they may be a part of it: "ada" in "ada b@example.com". */
  beside: string;
}

/** Finds the addresses in a text. Leaves out only words that are known to stand beside an address. */
export function findEmails(text: string): FoundEmails {
  const addresses = new Set<string>();
  const rest = foldCode(
    text
      .replaceAll('´', '’')
      .replace(/[„「-』]/g, '"')
      .replace(/^https?:\/\//i, ''),
  )
    .replace(/\s*@\s*/g, '@')
    // A keyboard that completes words puts a blank beside the dot, or a comma in its place.
    .replace(secondLevel, '.$1.$2')
    .replace(/@([^\s.,@]+)(?:\s*\.\s*|,)(\p{L}{2,4}(?:\.\p{L}{2})?)$/u, '@$1.$2')
    .replace(/(mailto:(?:\/\/)?)?[^\s<>‹›()[\]{}"“”«»;,:|]+@[^\s<>‹›()[\]{}"“”«»;,|]+/gi, (piece, link?: string) => {
      addresses.add(bareAddress(piece.slice(link?.length ?? 0), link !== undefined));
      return '@';
    });
  return { addresses, beside: bareWords(rest.replace(wrappers, '')) };
}

/**
 * The end of an address with blanks or commas in it, in countries whose code is no English word: in "a@example.org. In" the last word can be the
 * beginning of a sentence, and with it the address would be somebody else's.
 */
const secondLevel =
  /\s*[.,]\s*(ac|co|com|edu|gov|net|nhs|org|sch)\s*[.,]\s*(uk|au|bd|br|cn|gh|hk|il|jp|ke|kr|lk|mx|ng|nz|pk|sg|th|tr|tw|tz|ug|za)$/i;

/** A note in brackets; a name before an address in brackets or quotation marks; a label; a number of a list. */
const wrappers =
  /\([^()@]*\)|^(?:(?:[^@]*\s)?["(]|[^@]*[<[])\s*(?=@)|^(?:[^@]*\s)?(?:e-?mail|mail|e|address|contact|to)(?:\s*:|\s+[-=])\s*(?=@)|^(?:my )?e-?mail(?: address)?(?: is)? (?=@)|^\d+[.)] /gi;

/**
 * Returns an address without the marks around it, those of bold and italics in chats among them, and with plain apostrophes. Letters in a link
 * can stand as their numbers. Leaves the dots at the end of an address that is cut off.
 */
function bareAddress(typed: string, isLink: boolean): string {
  const address = typed.replace(/[‘’ʼ‛′‚]/g, "'").replace(/^'+(?!.*'@)|^([*_`~]+)(?=.*\1[^\p{L}\p{N}]*$)/u, '');
  if (/\.\.[^\p{L}\p{N}]*$/u.test(address)) return address;
  try {
    return (isLink ? decodeURIComponent(address.replace(/\?.*$/, '')) : address).replace(/[^\p{L}\p{M}\p{N}]+$/u, '');
  } catch {
    // A per cent sign of the address itself.
    return address;
  }
}

/** Returns the part before the last @, and the one after it in ASCII; '' for one that is no domain. */
export function partsOf(address: string): { local: string; domain: string } {
  const at = address.lastIndexOf('@');
  return { local: address.slice(0, at), domain: toAscii(address.slice(at + 1)) };
}

/** Returns the length of a text in UTF-8. */
export const bytesOf = (text: string): number => new TextEncoder().encode(text).length;

export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

function toAscii(domain: string): string {
  // Refuses "example.com/x" and "example.com:80", which the URL parser accepts.
  if (!writtenDomain.test(domain)) return '';
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : '';
}
