import { foldCode } from '../answers/answers.ts';

/** Longest address accepted, in characters. */
export const longestAddress = 2_000;

/**
 * Reads a typed or pasted web address and returns it with https://. The host must have a dot and be within `domain` if given. Undefined for
 * anything else, and for an address with a user or password.
 */
export function readHttps(text: string, domain?: string): string | undefined {
  const address = withHttps(text);
  if (!/^https:\/\/[^\s<>"\\]+$/.test(address) || address.length > longestAddress || !URL.canParse(address))
    return undefined;
  const { hostname, username, password } = new URL(address);
  if (username !== '' || password !== '' || !/[^.]\.[^.]/.test(hostname)) return undefined;
  return domain === undefined || hostname === domain || hostname.endsWith(`.${domain}`) ? address : undefined;
}

/** Adds https:// and normalises the host. Leaves the rest unchanged, as similar characters there can name different pages. */
function withHttps(text: string): string {
  const [, bare = ''] = /^<?(.*?)>?$/u.exec(text.replace(/\p{Cf}/gu, ''))!;
  const [, start = '', rest = ''] = /^((?:[\p{L}\d]+[:：][/／]{2})?[^/／?？#＃]*)(.*)$/u.exec(bare)!;
  const address = foldCode(start) + (/[！-～]/.test(start) ? foldCode(rest) : rest);
  if (/^https?:\/\//i.test(address)) return address.replace(/^https?/i, 'https');
  return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]|$)/u.test(address) ? `https://${address}` : '';
}
