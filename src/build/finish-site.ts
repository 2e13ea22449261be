import type { AstroIntegration } from 'astro';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beginIndex } from '../search/index/index-site.ts';
import { readQuestions } from '../search/index/questions.ts';
import { site as identity } from '#site';
import { siteFolder } from '#site-folder';
import type { CardWords } from './cards/social-card.ts';
import { compressFiles } from './compress.ts';
import { DeadLinks, pagePath, refuseDeadLinks } from './links/dead-links.ts';
import { nameFirstFiles, type BuiltScripts } from './first-files.ts';
import { writeHostFiles } from './host/host-files.ts';
import { inlineHashes } from './host/inline-hashes.ts';
import { readPages } from './read-page.ts';
import { checkedRedirects } from './links/redirects.ts';
import { Sitemap } from './sitemap.ts';

/**
 * Astro integration: reads each built page once and writes the search index, the policy's hashes, the sitemap, social cards, host files and
 * compressed files. Any failure fails the build. `COMPRESSION=off` leaves out the compressed files, for hosts that compress by themselves and
 * for measurements.
 * @param bundled the browser's scripts, noted while they are bundled
 */
export function finishSite(bundled: BuiltScripts): AstroIntegration {
  let site = '';
  let root = '';
  let base = '';
  return {
    name: 'finish-site',
    hooks: {
      'astro:config:done': ({ config }) => {
        site = config.site ?? '';
        root = fileURLToPath(config.root);
        base = config.base.replace(/\/?$/, '/');
      },
      'astro:build:done': async ({ dir, logger }) => {
        const dist = fileURLToPath(dir);
        const index = await beginIndex(readQuestions(join(root, siteFolder)));
        const cards = new Map<string, CardWords>();
        if (!existsSync(join(dist, 'card.png'))) cards.set('index.html', siteCard);
        const sitemap = new Sitemap();
        const scripts = new Set<string>();
        const styles = new Set<string>();
        const links = new DeadLinks(site);
        for (const page of readPages(dist)) {
          links.add(pagePath(page.file), page);
          await index.add(page);
          for (const script of page.scripts) scripts.add(script);
          for (const style of page.styles) styles.add(style);
          sitemap.add(page);
          if (page.card) cards.set(page.file, { ...page.card, site: identity.name });
        }
        // A redirect may lead to the sitemap.
        await sitemap.write(dist, site);
        const redirects = checkedRedirects(join(root, siteFolder), dist, links);
        // Pagefind runs in its own process.
        const [pages, gaps] = await Promise.all([
          index.write(dist),
          drawAll(dist, root, cards),
          writeHostFiles(dist, inlineHashes(scripts, styles), redirects, site),
        ]);
        nameFirstFiles(dist, base, bundled);
        refuseDeadLinks(links, dist, redirects);
        logger.info(`search index of ${pages} pages`);
        for (const title of gaps) logger.warn(`The card of “${title}” lacks characters that its font does not have.`);
        if (process.env['COMPRESSION'] === 'off') return;
        logger.info(`${await compressFiles(dist, join(root, '.cache/compressed'))} compressed files`);
      },
    },
  };
}

const { name, organisation, schemes } = identity;

/** The words of the card of every page that has none of its own, unless `public/` brings one. */
const siteCard: CardWords = {
  title: name,
  answer: [schemes.mentoring, schemes.question].flatMap((scheme) => scheme?.shortName ?? []).join(' · '),
  site: organisation.name,
};

/** Draws the icons, and the cards that are wanted. The drawing library is loaded only where a site is built. */
async function drawAll(dist: string, root: string, cards: ReadonlyMap<string, CardWords>): Promise<string[]> {
  const [{ drawCards }, { drawIcons }] = await Promise.all([import('./cards/cards.ts'), import('./cards/icons.ts')]);
  await drawIcons(dist);
  return drawCards(dist, join(root, '.cache/cards'), cards);
}
