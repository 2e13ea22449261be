import { foldCode } from './answers.ts';

/** Longest address taken, in characters. */
export const longestAddress = 2_000;

/**
 * The address on the web that was typed or pasted, with https:// before it, where it names a host with a dot and no user or password; with
 * `domain`, a host of that domain. Undefined for anything else.
 */
export function readHttps(text: string, domain?: string): string | undefined {
  const address = withHttps(text);
  if (!/^https:\/\/[^\s<>"\\]+$/.test(address) || address.length > longestAddress || !URL.canParse(address))
    return undefined;
  const { hostname, username, password } = new URL(address);
  if (username !== '' || password !== '' || !/[^.]\.[^.]/.test(hostname)) return undefined;
  return domain === undefined || hostname === domain || hostname.endsWith(`.${domain}`) ? address : undefined;
}

/** Behind the host an address is kept as it is: there, signs that look alike can name two pages. */
function withHttps(text: string): string {
  const [, bare = ''] = /^<?(.*?)>?$/u.exec(text.replace(/\p{Cf}/gu, ''))!;
  const [, start = '', rest = ''] = /^((?:[\p{L}\d]+[:：][/／]{2})?[^/／?？#＃]*)(.*)$/u.exec(bare)!;
  const address = foldCode(start) + (/[！-～]/.test(start) ? foldCode(rest) : rest);
  if (/^https?:\/\//i.test(address)) return address.replace(/^https?/i, 'https');
  return /^[\p{L}\p{N}-]+(\.[\p{L}\p{N}-]+)+(:\d+)?([/?#]|$)/u.test(address) ? `https://${address}` : '';
}
