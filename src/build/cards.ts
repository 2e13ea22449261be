import { writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pMap from 'p-map';
import sharp from 'sharp';
import { type CardColours, type CardWords, drawCard, undrawable } from './social-card.ts';
import { readPalette } from '../theme/palette.ts';
import { cached, tidyCache } from './cache.ts';

/** Flat shapes need few colours, and the fastest search for them is as good here. */
const png = { palette: true, colours: 16, effort: 1, dither: 0, compressionLevel: 9 } as const;

/**
 * Draws social cards as `card.png` beside their pages, or takes them from the cache.
 * @param wanted the page's file → the words on its card
 * @returns titles with characters that the font lacks
 */
export async function drawCards(
  dist: string,
  cache: string,
  wanted: ReadonlyMap<string, CardWords>,
): Promise<string[]> {
  const colours = cardColours();
  const draw = async ([page, words]: [string, CardWords]) => {
    const svg = drawCard(words, colours);
    const card = await cached(cache, [svg, JSON.stringify([png, sharp.versions])], () =>
      sharp(Buffer.from(svg)).png(png).toBuffer(),
    );
    await writeFile(join(dist, dirname(page), 'card.png'), card);
  };
  await pMap(wanted, draw, { concurrency: 2 });
  tidyCache(cache);
  return [...wanted.values()].filter((words) => undrawable(words).length > 0).map(({ title }) => title);
}

function cardColours(): CardColours {
  const colour = readPalette();
  return { paper: colour('paper'), ink: colour('ink'), plum: colour('plum'), marigold: colour('marigold') };
}
