import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pMap from 'p-map';
import sharp from 'sharp';
import { type CardColours, type CardWords, drawCard, MARK, undrawable } from './social-card.ts';
import { readPalette } from '../../read-palette.ts';
import { cached, tidyCache } from '../cache/cache.ts';

/** Flat shapes need few colours, and the fastest search for them is as good here. */
const png = { palette: true, colours: 16, effort: 1, dither: 0, compressionLevel: 9 } as const;

/** A mark that is not square keeps its proportions. */
const fitted = { fit: 'contain', background: { r: 0, g: 0, b: 0, alpha: 0 } } as const;

/**
 * Draws social cards as `card.png` beside their pages, or takes them from the cache. They show the site's mark, `icon.svg`.
 * @param wanted the page's file → the words on its card
 * @returns titles with characters that the font lacks
 */
export async function drawCards(
  dist: string,
  cache: string,
  wanted: ReadonlyMap<string, CardWords>,
): Promise<string[]> {
  const colours = cardColours();
  const mark = await readFile(join(dist, 'icon.svg'));
  const draw = async ([page, words]: [string, CardWords]) => {
    const svg = drawCard(words, colours);
    const file = join(dist, dirname(page), 'card.png');
    const card = await cached(cache, [svg, mark.toString(), JSON.stringify([png, sharp.versions])], async () => {
      const { size, ...place } = MARK;
      const input = await sharp(mark, { density: 300 }).resize(size, size, fitted).png().toBuffer();
      return sharp(Buffer.from(svg))
        .composite([{ input, ...place }])
        .png(png)
        .toBuffer();
    });
    await writeFile(file, card);
  };
  await pMap(wanted, draw, { concurrency: 2 });
  tidyCache(cache);
  return [...wanted.values()].filter((words) => undrawable(words).length > 0).map(({ title }) => title);
}

function cardColours(): CardColours {
  const colour = readPalette();
  return { paper: colour('paper'), ink: colour('ink'), plum: colour('plum'), marigold: colour('marigold') };
}
