import { foldCode } from '../answers/answers.ts';

/** Longest address accepted, in characters. */
export const longestAddress = 2_000;

/** The site whose pages are asked for. */
export interface Site {
  domain: string;
  /** What people write for the beginning of a page's address: "in/" in "in/ada". */
  short: RegExp;
  /** That beginning with its host. */
  start: string;
}

/**
 * Reads a typed or pasted web address and returns it with https://. Finds it behind words, in brackets or quotation marks, and leaves out the
 * punctuation after it. The host must have a dot and be of `site` if given. Undefined for anything else, and for an address with a user or
 * password.
 */
export function readHttps(text: string, site?: Site): string | undefined {
  const { found, beside } = find(text);
  const [typed = ''] = found;
  const address = withHttps(site ? typed.replace(site.short, site.start) : typed);
  if (found.size > 1 || beside !== '' || address.length > longestAddress) return undefined;
  if (!/^https:\/\/[^\s<>"\\]+$/.test(address) || !URL.canParse(address)) return undefined;
  const { hostname, username, password } = new URL(address);
  if (username !== '' || password !== '' || !/^(?!www\.[^.]+$)\w[\w-]*(\.[\w-]+)+$/.test(hostname)) return undefined;
  return site === undefined || hostname === site.domain || hostname.endsWith(`.${site.domain}`) ? address : undefined;
}

/** Returns why `readHttps` refused a text, when it can be said; undefined for a text that is like no address. */
export function addressFault(text: string): string | undefined {
  const { found, beside } = find(text);
  if (found.size > 1) return 'Enter one link';
  return beside === '' ? undefined : `Enter the link on its own, without “${beside}”`;
}

/** The start of an address as it is typed or copied in a hurry: "http://", "https//", "https:/", "htttps://", "//", and twice. */
const start = /^(?:h{0,2}t{1,3}ps?\s*[:：;]?\s*[/／]+|https?\s*[:：;]\s*|[/／]{2})+/iu;

/** What may stand behind an address: punctuation, or words behind a dash, a bracket or the like. */
const isSetOff = /^[\p{P}\p{S}\s]*([-–—|(,;·•].*)?$/su;

interface Found {
  /** The addresses in the text, or else the text as a whole. */
  found: ReadonlySet<string>;
  /** Words that nothing sets off from an address, as they can be a part of it: "file" in "example.com/my file". */
  beside: string;
}

function find(text: string): Found {
  const typed = text
    .replace(/\p{Cf}/gu, '')
    .trim()
    .replace(start, 'https://');
  const links = typed.match(/(?<![^\s<>(['"“‘«|])https?[:：][/／]{2}[^\s<>"“”«»]+/giu);
  const found = (links ?? typed.split(/[\s：|]+|^\p{L}+:/u)).map(withoutMarks).filter(withHttps);
  const last = found.at(-1);
  if (last === undefined) return { found: new Set([withoutMarks(typed)]), beside: '' };
  const before = links ? '' : typed.slice(0, typed.indexOf(last)).trim();
  const after = typed.slice(typed.lastIndexOf(last) + last.length).trim();
  // Before an address without https:// only words that end in a mark may stand.
  const beside = /[\p{L}\p{N}]$/u.test(before) ? before : after.replace(isSetOff, '');
  return { found: new Set(found), beside: beside.replace(/^[^\p{L}\p{N}]+/u, '') };
}

/** Returns an address without the marks around it: punctuation, and a bracket that opens before it. */
function withoutMarks(address: string): string {
  const bare = address.replace(/^[<("'“‘«[]+|[.,;:'"…’”»>]+$/gu, '');
  const closed = { ')': '(', ']': '[' }[bare.at(-1) ?? ''];
  const isLoose = closed !== undefined && bare.split(closed).length < bare.split(bare.at(-1)!).length;
  return isLoose ? withoutMarks(bare.slice(0, -1)) : bare;
}

/** Adds https:// and normalises the host; '' for what is no address, like "e.g." and "2.30pm". Leaves the rest unchanged, as similar characters there can name different pages. */
function withHttps(text: string): string {
  const [, start = '', rest = ''] = /^((?:[\p{L}\d]+[:：][/／]{2})?[^/／?？#＃]*)(.*)$/u.exec(text)!;
  const address = foldCode(start).replaceAll('。', '.') + (/[！-～]/.test(start) ? foldCode(rest) : rest);
  if (/^https?:\/\//i.test(address)) return address.replace(/^https?/i, 'https');
  return /^([\p{L}\p{N}-]+\.)+\p{L}[\p{L}\p{N}-]+(:\d+)?([/?#]|$)/u.test(address) ? `https://${address}` : '';
}
