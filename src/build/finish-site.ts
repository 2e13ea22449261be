import type { AstroIntegration } from 'astro';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { indexSite } from '../search/index-site.ts';
import { site as identity } from '../site.config.ts';
import { drawCards } from './cards.ts';
import { compressFiles } from './compress.ts';
import { hashOf } from './hash-of.ts';
import { writeHostFiles } from './host-files.ts';
import { inlineHashes } from './inline-hashes.ts';
import { keptOf } from './kept-of.ts';
import { checkedRedirects } from './redirects.ts';
import { writeSitemap } from './sitemap.ts';
import { stripIndexOnly } from './strip-index-only.ts';

/**
 * What the built site gets after its pages: the search index, the policy's hashes, host files, compressed twins. Any failure fails the
 * build. `COMPRESSION=off` leaves the twins out, for hosts that compress by themselves and for measuring.
 */
export function finishSite(): AstroIntegration {
  let site = '';
  let root = '';
  return {
    name: 'finish-site',
    hooks: {
      'astro:config:done': ({ config }) => {
        site = config.site ?? '';
        root = fileURLToPath(config.root);
      },
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const kept = keptOf(root, dist, 'index', [hashOf(root, ['src/search/**', 'package-lock.json']).digest()]);
        const { pages } = await indexSite(dist, kept);
        await kept?.tidy();
        logger.info(`search index of ${pages} pages`);
        await stripIndexOnly(dist);
        const { drawn, cards, gaps } = await drawCards(dist, join(root, '.cache/cards'), { site: identity.name });
        if (cards > 0) logger.info(`${cards} social cards, ${drawn} of them new`);
        for (const title of gaps) logger.warn(`The card of “${title}” lacks characters that its font does not have.`);
        await writeSitemap(dist, site);
        await writeHostFiles(dist, await inlineHashes(dist), await checkedRedirects(root, dist));
        if (process.env['COMPRESSION'] === 'off') return;
        logger.info(`${await compressFiles(dist, join(root, '.cache/compressed'))} compressed files`);
      },
    },
  };
}
