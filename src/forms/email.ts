const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/i;
const asciiDomain = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+(?!\d+$)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])$/;
const writtenDomain = /^[\p{L}\p{M}\p{N}.。-]+$/u;

/** What is said of a text that is no address. */
export const emailFormat = 'Enter an email address in the correct format, like name@example.com';

/** Longest address that can be sent to (RFC 5321, with erratum 1690 of RFC 3696). */
export const longestEmail = 254;

/**
 * The address with its domain in lower-case ASCII ("a@münchen.de" → "a@xn--mnchen-3ya.de"), or undefined where it is none that mail can be
 * sent to. The part before the @ is kept as it is. Quoted local parts and addresses without a dot after the @ are refused.
 */
export function readEmail(text: string): string | undefined {
  const at = text.lastIndexOf('@');
  const local = text.slice(0, Math.max(at, 0));
  const domain = toAscii(text.slice(at + 1));
  const address = `${local}@${domain}`;
  return localPart.test(local) && local.length <= 64 && asciiDomain.test(domain) && address.length <= longestEmail
    ? address
    : undefined;
}

/** Domain of an address, in lower case. */
export const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

function toAscii(domain: string): string {
  // The URL parser would read more than a domain out of "example.com/x" or "example.com:80".
  if (!writtenDomain.test(domain)) return '';
  return URL.canParse(`http://${domain}`) ? new URL(`http://${domain}`).hostname : '';
}
