import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { addressAt } from '../address.ts';
import type { BuiltPage } from './read-page.ts';

const document = (root: string, entries: readonly string[]) =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${entries.join('\n')}\n</${root}>\n`;

const escape = (address: string) => address.replaceAll('&', '&amp;');

/** Addresses in one file, at most (sitemaps.org). */
const LIMIT = 50_000;

/** Collects the pages of a site's sitemap. */
export class Sitemap {
  readonly #entries: string[] = [];

  /** Adds a page unless search engines must not list it. It says the day of the page's review. */
  add({ canonical, reviewed }: Pick<BuiltPage, 'canonical' | 'reviewed'>): void {
    if (canonical === undefined) return;
    const changed = reviewed === undefined ? '' : `<lastmod>${reviewed}</lastmod>`;
    this.#entries.push(`<url><loc>${escape(canonical)}</loc>${changed}</url>`);
  }

  /** Writes `sitemap-index.xml` and its parts. */
  async write(dist: string, site: string): Promise<void> {
    const parts: string[] = [];
    for (let start = 0; start < this.#entries.length; start += LIMIT) {
      const name = `sitemap-${parts.length}.xml`;
      parts.push(`<sitemap><loc>${addressAt(site, `/${name}`).href}</loc></sitemap>`);
      await writeFile(join(dist, name), document('urlset', this.#entries.slice(start, start + LIMIT)));
    }
    await writeFile(join(dist, 'sitemap-index.xml'), document('sitemapindex', parts));
  }
}
