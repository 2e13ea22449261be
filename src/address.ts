/**
 * The site's public address and its base. Code and content write every address from the site's root, like `/guidance/`. When the site is
 * below a path of its host, `https://example.org/mentoring/`, that path is its base and is put before each address. Uses no Node, DOM or Astro.
 */

/** Characters of a base that browsers, proxies, host files and cookies all read alike. */
const plainBase = /^(?:\/[\w~-][\w.~-]*)*$/;

/** Returns the site's address without a slash at its end, or undefined when it cannot be one. */
export function readSiteUrl(value: string): string | undefined {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol) || url.username + url.password + url.search + url.hash !== '')
    return undefined;
  const path = url.pathname.replace(/\/+$/, '');
  return plainBase.test(path) ? url.origin + path : undefined;
}

/** What {@link readSiteUrl} accepts, in words. */
export const siteUrlForm =
  'an address like https://mentoring.example.edu, or https://example.edu/mentoring/ for a site below a path';

/** Returns a site's base: `/mentoring`, or '' for a site at the root of its host. */
export const baseOf = (siteUrl: string | URL): string => new URL(siteUrl).pathname.replace(/\/+$/, '');

export const addressAt = (siteUrl: string | URL, path: string): URL => new URL(baseOf(siteUrl) + path, siteUrl);
