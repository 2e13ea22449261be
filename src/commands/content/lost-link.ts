import { instead } from './nearest.ts';

/** Addresses of the site → ids on their page; undefined when they are known only after the build. */
export type LinkTargets = ReadonlyMap<string, ReadonlySet<string> | undefined>;

/** Returns what is wrong with a link within the site, beginning with its verb; undefined when it leads to a page, and to a section there. */
export function lostLink(href: string, places: LinkTargets): string | undefined {
  const [address, section] = href.replace(/\?[^#]*/, '').split('#') as [string, string?];
  if (!places.has(address)) return `leads to ${address}, which is no page.${instead(address, [...places.keys()])}`;
  const ids = places.get(address);
  return section !== undefined && ids && !ids.has(section)
    ? `leads to ${href}; ${address} has no section "${section}".${instead(section, [...ids])}`
    : undefined;
}
