import { baseOf } from '#src/address.ts';

/** The address of the next page is relative on this site and absolute on an allowed origin. */
export interface NextPageRules {
  siteUrl: string;
  allowedOrigins: ReadonlySet<string>;
}

const confirmation = '/sent/';

/** Matches an absolute URL or a path from the root, and nothing that could be read in two ways. */
const urlOrPath = /^(https?:\/\/|\/(?![/\\]))[^\s\\]*$/i;

/** Query parameters of the next page. */
export interface NextPageNews {
  reference: string;
  isLate: boolean;
}

/**
 * Returns the page in `_next` with the reference added, if it is on this site or an allowed origin; otherwise the
 * confirmation page. The URL parser of browsers decides, so that no spelling of a foreign address passes.
 */
export function nextPage(asked: string | undefined, { reference, isLate }: NextPageNews, rules: NextPageRules): string {
  const site = new URL(rules.siteUrl);
  const url = urlOrPath.test(asked ?? '') ? URL.parse(asked ?? '', site) : null;
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
