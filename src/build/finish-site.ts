import type { AstroIntegration } from 'astro';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { PageIndexer } from '../search/index-pages.ts';
import { writeIndex } from '../search/index-site.ts';
import { pagesOf } from '../search/pages-of.ts';
import { site as identity } from '../site.config.ts';
import type { CardWords } from './card.ts';
import { cardWords, drawCards } from './cards.ts';
import { compressFiles } from './compress.ts';
import { DeadLinks, pagePath, refuseDeadLinks } from './dead-links.ts';
import { hashOf } from './hash-of.ts';
import { writeHostFiles } from './host-files.ts';
import { InlineCode } from './inline-hashes.ts';
import type { Kept } from './kept.ts';
import { keptOf } from './kept-of.ts';
import { checkedRedirects } from './redirects.ts';
import { sitemapEntry, writeSitemap } from './sitemap.ts';
import { stripIndexOnly } from './strip-index-only.ts';

export interface FinishSite extends AstroIntegration {
  /** To be told of each page once it is rendered: it is indexed while others are. */
  rendered(file: string, html: string): Promise<unknown>;
  /** To be given each page that is taken as an earlier build rendered it; it is written here. */
  taken(file: string, html: string): void;
}

/**
 * What the built site gets after its pages: the search index, the policy's hashes, host files, compressed twins. Any failure fails the
 * build. `COMPRESSION=off` leaves the twins out, for hosts that compress by themselves and for measuring.
 */
export function finishSite(): FinishSite {
  let site = '';
  let root = '';
  let dist = '';
  let kept: Kept | undefined;
  let indexer: PageIndexer;
  const taken = new Map<string, string>();
  return {
    name: 'finish-site',
    rendered: (file, html) => indexer.prepare(file, html),
    taken: (file, html) => void taken.set(file, html),
    hooks: {
      'astro:config:done': ({ config }) => {
        site = config.site ?? '';
        root = fileURLToPath(config.root);
        dist = fileURLToPath(config.outDir);
      },
      'astro:build:start': () => {
        kept = keptOf(root, dist, 'index', [hashOf(root, ['src/search/**', 'package-lock.json']).digest()]);
        indexer = new PageIndexer(kept);
      },
      'astro:build:generated': () => indexer.close(),
      'astro:build:done': async ({ logger }) => {
        const cards = new Map<string, CardWords>();
        const entries: string[] = [];
        const inline = new InlineCode();
        const links = new DeadLinks(site);
        for (const file of taken.keys()) mkdirSync(join(dist, dirname(file)), { recursive: true });
        for (const { file, html } of pagesOf(dist, taken)) {
          await indexer.add(file, html);
          const shown = stripIndexOnly(html);
          if (shown !== html || taken.has(file)) writeFileSync(join(dist, file), shown);
          inline.add(shown);
          links.add(pagePath(file), shown);
          const entry = sitemapEntry(shown);
          if (entry) entries.push(entry);
          const words = cardWords(shown, identity.name);
          if (words) cards.set(file, words);
        }
        const [index, { drawn, gaps }] = await Promise.all([
          indexer.finish(),
          drawCards(dist, join(root, '.cache/cards'), cards),
        ]);
        if (cards.size > 0) logger.info(`${cards.size} social cards, ${drawn} of them new`);
        for (const title of gaps) logger.warn(`The card of “${title}” lacks characters that its font does not have.`);
        await writeSitemap(dist, site, entries);
        const redirects = await checkedRedirects(root, dist);
        refuseDeadLinks(links, dist, redirects);
        await writeHostFiles(dist, inline.hashes(), redirects, site);
        const { pages } = await writeIndex(dist, index, kept);
        kept?.tidy();
        logger.info(`search index of ${pages} pages`);
        if (process.env['COMPRESSION'] === 'off') return;
        logger.info(`${await compressFiles(dist, join(root, '.cache/compressed'))} compressed files`);
      },
    },
  };
}
