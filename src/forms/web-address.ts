/** Longest address taken, in characters. */
export const longestAddress = 2_000;

/**
 * An address on the web, as written, where it starts with https:// and names a host with a dot and no user or password; with `domain`, a
 * host of that domain. Undefined for anything else.
 */
export function readHttps(text: string, domain?: string): string | undefined {
  if (!/^https:\/\/[^\s<>"\\]+$/i.test(text) || text.length > longestAddress || !URL.canParse(text)) return undefined;
  const { hostname, username, password } = new URL(text);
  if (username !== '' || password !== '' || !/[^.]\.[^.]/.test(hostname)) return undefined;
  return domain === undefined || hostname === domain || hostname.endsWith(`.${domain}`) ? text : undefined;
}
