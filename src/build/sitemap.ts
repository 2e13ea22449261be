import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressAt } from '../address.ts';

const document = (root: string, entries: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</${root}>\n`;

/** @param reviewed the day of the page's last review, like `2026-11-29` */
export const sitemapEntry = (address: string, reviewed?: string): string =>
  `<url><loc>${escape(address)}</loc>${reviewed === undefined ? '' : `<lastmod>${reviewed}</lastmod>`}</url>`;

const escape = (address: string) => address.replaceAll('&', '&amp;');

/** Addresses in one file, at most (sitemaps.org). */
const LIMIT = 50_000;

/** Writes `sitemap-index.xml` and its parts. */
export async function writeSitemap(dist: string, site: string, entries: readonly string[]): Promise<void> {
  const parts: string[] = [];
  for (let start = 0; start < entries.length; start += LIMIT) {
    const name = `sitemap-${parts.length}.xml`;
    parts.push(`<sitemap><loc>${addressAt(site, `/${name}`).href}</loc></sitemap>`);
    await writeFile(join(dist, name), document('urlset', entries.slice(start, start + LIMIT)));
  }
  await writeFile(join(dist, 'sitemap-index.xml'), document('sitemapindex', parts));
}
