import { foldCode } from '../answers/answers.ts';
import { mixesAlphabets } from './alphabets.ts';
import { bareWords } from '../dates/refusal-words.ts';

/** Longest address accepted, in characters. */
export const longestAddress = 2_000;

/** The site whose pages are asked for. */
export interface Site {
  domain: string;
  /** What people write for the beginning of a page's address: "in/" in "in/ada". */
  short: RegExp;
  /** That beginning with its host. */
  start: string;
  /** Matches the paths of the pages that are meant: not the front page, nor one that needs an account to be of use. */
  path: RegExp;
}

/** Returns true for a host of the site, in lower case. */
export const isOf = ({ domain }: Site, host: string): boolean => host === domain || host.endsWith(`.${domain}`);

/**
 * Reads a typed or pasted web address and returns it with https://. Finds it behind words, in brackets or quotation marks, and leaves out the
 * punctuation after it. The host must have a dot; with `site`, host and path must be of its pages. Undefined for anything else, for an address
 * with a user or password, and for one that is cut off.
 */
export function readHttps(text: string, site?: Site): string | undefined {
  const { found, beside } = findLinks(text);
  const [typed = ''] = found;
  if (isCutOff(typed)) return undefined;
  const address = withHttps(site ? typed.replace(site.short, site.start) : typed);
  if (found.size > 1 || beside !== '' || address.length > longestAddress) return undefined;
  if (!/^https:\/\/[^\s<>"\\]+$/.test(address) || !URL.canParse(address)) return undefined;
  const { hostname, pathname, username, password } = new URL(address);
  if (
    username !== '' ||
    password !== '' ||
    mixesAlphabets(hostOf(address)) ||
    !/^(?!www\.[^.]+$)\w[\w-]*(\.[\w-]+)+$/.test(hostname)
  )
    return undefined;
  return site === undefined || (isOf(site, hostname) && site.path.test(pathname)) ? address : undefined;
}

/** Returns true for an address with an ellipsis, as programs show one that is too long for its place. */
export const isCutOff = (address: string): boolean => /…|\.{2,}$/.test(address);

/** Returns the part of an address with https:// that names its host. */
export const hostOf = (address: string): string => /^https:\/\/([^/?#]*)/.exec(address)?.[1] ?? '';

/** The start of an address as it is typed or copied in a hurry: "http://", "https//", "https:/", "htttps://", "//", and twice. */
const start = /^(?:h{0,2}t{1,3}ps?\s*[:：;]?\s*[/／]+|https?\s*[:：;]\s*|[/／]{2})+/iu;

/** What may stand behind an address: punctuation, or words behind a dash, a bracket or the like. */
const isSetOff = /^[\p{P}\p{S}\s]*([-–—|(,;·•].*)?$/su;

interface FoundLinks {
  /** The addresses in the text, or else the text as a whole. */
  found: ReadonlySet<string>;
  /** Words that nothing sets off from an address, as they can be a part of it: "file" in "example.com/my file". */
  beside: string;
}

/** Finds the addresses in a text. */
export function findLinks(text: string): FoundLinks {
  const typed = text
    .replace(/\p{Cf}/gu, '')
    // The marks of bold, italics and code in chats.
    .replace(/(?<!\S)([*_`]+)(\S+)\1(?!\S)/gu, '$2')
    .trim()
    // Browsers read it so, too.
    .replace(/\\/g, '/')
    .replace(start, 'https://');
  const links = typed.match(/(?<![^\s<>(['"“‘«|])https?[:：][/／]{2}[^\s<>"“”«»]+/giu);
  const found = (links ?? typed.split(/[\s：|]+|^\p{L}+:/u)).map(withoutMarks).filter(withHttps);
  const last = found.at(-1);
  if (last === undefined) return { found: new Set([withoutMarks(typed)]), beside: '' };
  const before = links ? '' : typed.slice(0, typed.indexOf(last)).trim();
  const after = typed.slice(typed.lastIndexOf(last) + last.length).trim();
  // Before an address without https:// only words that end in a mark may stand.
  const beside = /[\p{L}\p{N}]$/u.test(before) ? before : after.replace(isSetOff, '');
  return { found: new Set(found), beside: bareWords(beside) };
}

/** The opening one of each closing bracket and quotation mark. */
const openings: Partial<Record<string, string>> = { ')': '(', ']': '[', '’': '‘', '”': '“', '»': '«', '>': '<' };

/** Returns an address without the marks around it: punctuation, and brackets and quotation marks that open or close outside it. */
function withoutMarks(address: string): string {
  const bare = address.replace(/^[<("'“‘«[]+/u, '');
  const last = bare.at(-1) ?? '';
  const count = (mark: string) => bare.split(mark).length - 1;
  const opening = openings[last];
  // A straight mark closes if it has an even place.
  const isLoose = opening === undefined ? /['"]/.test(last) && count(last) % 2 === 1 : count(opening) < count(last);
  return isLoose || /(?:[,;:]|(?<!\.)\.)$/.test(bare) ? withoutMarks(bare.slice(0, -1)) : bare;
}

/** Adds https:// and normalises the host; '' for what is no address, like "e.g." and "2.30pm". Leaves the rest unchanged, as similar characters there can name different pages. */
export function withHttps(text: string): string {
  const [, start = '', rest = ''] = /^((?:[\p{L}\d]+[:：][/／]{2})?[^/／?？#＃]*)(.*)$/u.exec(text)!;
  const address = foldCode(start).replaceAll('。', '.') + (/[！-～]/.test(start) ? foldCode(rest) : rest);
  if (/^https?:\/\//i.test(address)) return address.replace(/^https?/i, 'https');
  return /^([\p{L}\p{N}-]+\.)+\p{L}[\p{L}\p{N}-]+(:\d+)?([/?#]|$)/u.test(address) ? `https://${address}` : '';
}
