/**
 * Where the site stands. Code and content write every address of the site from its root, `/guidance/`. A site below a path of its host,
 * `https://example.org/mentoring/`, has that path, its base, put before them here. It knows no Node, DOM or Astro.
 */

/** What a path may hold, so that it is read alike by browsers, proxies, host files and cookies. */
const plainBase = /^(?:\/[\w~-][\w.~-]*)*$/;

/** The site's address without a slash at its end; undefined where no site can stand at it. */
export function readSiteUrl(value: string): string | undefined {
  const url = URL.parse(value);
  if (!url || !/^https?:$/.test(url.protocol) || url.search !== '' || url.hash !== '') return undefined;
  const path = url.pathname.replace(/\/+$/, '');
  return plainBase.test(path) ? url.origin + path : undefined;
}

/** What {@link readSiteUrl} takes, in words. */
export const siteUrlForm =
  'an address like https://mentoring.example.ac.uk, or https://example.ac.uk/mentoring/ for a site below a path';

/** The path below which a site stands: `/mentoring`; '' for a site that has its host to itself. */
export const baseOf = (siteUrl: string | URL): string => new URL(siteUrl).pathname.replace(/\/+$/, '');

/** The whole address of a path of the site. */
export const addressAt = (siteUrl: string | URL, path: string): URL => new URL(baseOf(siteUrl) + path, siteUrl);
