import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import pMap from 'p-map';
import sharp from 'sharp';
import { type CardColours, type CardWords, drawCard, undrawable } from './card.ts';
import { Kept } from './kept.ts';

export interface DrawnCards {
  /** Cards that no earlier build had drawn. */
  drawn: number;
  /** All cards. */
  cards: number;
  /** Titles with characters that the font lacks, for the builder to know. */
  gaps: string[];
}

/** Flat shapes need few colours; the quick search for them loses nothing here. */
const png = { palette: true, colours: 16, effort: 1, dither: 0, compressionLevel: 9 } as const;

/**
 * Draws social cards, `card.png` beside the page that names it. A card is kept in the cache under a hash of all that enters it, so a later
 * build draws only what changed.
 * @param wanted words by the page's file
 */
export async function drawCards(
  dist: string,
  cache: string,
  wanted: ReadonlyMap<string, CardWords>,
): Promise<DrawnCards> {
  const colours = await cardColours();
  const kept = new Kept(cache);
  const draw = async ([page, words]: [string, CardWords]) => {
    const svg = drawCard(words, colours);
    const card = await kept.get([JSON.stringify([svg, png, sharp.versions])], () =>
      sharp(Buffer.from(svg)).png(png).toBuffer(),
    );
    await writeFile(join(dist, dirname(page), 'card.png'), card);
  };
  await pMap(wanted, draw, { concurrency: 2 });
  kept.tidy();
  const gaps = [...wanted.values()].filter((words) => undrawable(words).length > 0).map(({ title }) => title);
  return { drawn: kept.made, cards: wanted.size, gaps };
}

/** What a page says of itself for its card; undefined where it shows the site's. */
export function cardWords(html: string, site: string): CardWords | undefined {
  const property = (name: string) => new RegExp(`<meta property="og:${name}" content="([^"]*)"`).exec(html)?.[1];
  const title = property('title');
  if (title === undefined || !/\/guidance\/.*\/card\.png$/.test(property('image') ?? '')) return undefined;
  const tips = html.match(/<[^>]*\sdata-tip[\s>=]/g)?.length ?? 0;
  const minutes = />(\d+) minute read/.exec(html)?.[1];
  const answer = [count(tips, 'tip'), minutes === undefined ? '' : count(Number(minutes), 'minute')];
  return { title: decoded(title), answer: answer.filter(Boolean).join(', ') || 'Guidance', site };
}

const count = (number: number, noun: string) => (number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`);

const decoded = (text: string) =>
  text
    .replace(/&#(\d+);/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replaceAll('&quot;', '"')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');

/** The palette as the style sheet declares it, so that other colours there give other cards. */
async function cardColours(): Promise<CardColours> {
  const css = await readFile(new URL('../styles/tokens.css', import.meta.url), 'utf8');
  const colour = (name: string) => {
    const value = new RegExp(`--${name}:\\s*([^;]+);`).exec(css)?.[1];
    if (value === undefined)
      throw new Error(`src/styles/tokens.css declares no --${name}, which the social cards need.`);
    return value;
  };
  return { paper: colour('paper'), ink: colour('ink'), plum: colour('plum'), marigold: colour('marigold') };
}
