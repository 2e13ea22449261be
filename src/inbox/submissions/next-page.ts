import { baseOf } from '#src/address.ts';

/** Where a sender goes on to after a submission; relative on this site, whole on an allowed one. */
export interface NextPageRules {
  siteUrl: string;
  allowedOrigins: ReadonlySet<string>;
}

const confirmation = '/sent/';

/** A whole address or a path from the root; nothing that is read in more than one way. */
const written = /^(https?:\/\/|\/(?![/\\]))[^\s\\]*$/i;

/** What the page is told in its address. */
export interface NextPageNews {
  reference: string;
  isLate: boolean;
}

/**
 * The page asked for by `_next` with the reference added, where it is on this site or an allowed origin; else the confirmation page. The
 * browser's own reading of an address decides, so that no spelling of a foreign one passes for ours.
 */
export function nextPage(asked: string | undefined, { reference, isLate }: NextPageNews, rules: NextPageRules): string {
  const site = new URL(rules.siteUrl);
  const url = written.test(asked ?? '') ? URL.parse(asked ?? '', site) : null;
  const isOurs = url?.origin === site.origin;
  const isAllowed = url && (isOurs || rules.allowedOrigins.has(url.origin)) && /^https?:$/.test(url.protocol);
  // A path that begins with two slashes would be read as another host.
  if (!isAllowed || url.username !== '' || url.password !== '' || url.pathname.startsWith('//')) {
    return `${baseOf(site)}${confirmation}?ref=${reference}${isLate ? '&late' : ''}`;
  }
  url.searchParams.set('ref', reference);
  if (isLate) url.searchParams.set('late', '');
  return isOurs ? url.pathname + url.search + url.hash : url.href;
}
