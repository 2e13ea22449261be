import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressAt } from '../address.ts';

/** A page search engines may list, as the page itself says: its canonical address, and the first date in it, the day of its review. */
const canonical = /<link rel="canonical" href="([^"]+)"/;
const reviewed = /<time datetime="(\d{4}-\d{2}-\d{2})"/;

const document = (root: string, entries: string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</${root}>\n`;

/** A page's entry; undefined where it is not to be listed, which has no canonical address. */
export function sitemapEntry(html: string): string | undefined {
  const address = canonical.exec(html)?.[1];
  if (!address) return undefined;
  const day = reviewed.exec(html)?.[1];
  return `<url><loc>${address}</loc>${day ? `<lastmod>${day}</lastmod>` : ''}</url>`;
}

/** Most addresses that sitemaps.org allows in one file. */
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
