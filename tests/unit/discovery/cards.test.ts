import { createHash } from 'node:crypto';
import { copyFile, mkdtemp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { CARD, drawCard } from '../../../src/build/cards/social-card.ts';
import { drawCards } from '../../../src/build/cards/cards.ts';
import { Letters } from '../../../src/build/cards/glyph-text.ts';

const colours = { paper: '#ffffff', ink: '#000000', plum: '#761f58', marigold: '#f9bc38' };

/** Writes a site's mark, and folders for articles with these titles, and returns the words of their cards. */
async function site(titles: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'cards-'));
  const dist = join(folder, 'dist');
  for (const slug of Object.keys(titles)) await mkdir(join(dist, 'guidance', slug), { recursive: true });
  await copyFile('starter/public/icon.svg', join(dist, 'icon.svg'));
  return [dist, join(folder, 'cache'), wanted(titles)] as const;
}

const wanted = (titles: Record<string, string>) =>
  new Map(
    Object.entries(titles).map(([slug, title]) => [
      `guidance/${slug}/index.html`,
      { title, answer: '2 tips, 6 minutes', site: 'Site' },
    ]),
  );

describe('a social card', () => {
  it('is a small picture in the size of previews', async () => {
    const [dist, cache, cards] = await site({ x: 'Find an internship, including the ones nobody advertises' });
    await drawCards(dist, cache, cards);
    const card = await readFile(join(dist, 'guidance/x/card.png'));
    const { format, width, height } = await sharp(card).metadata();
    expect({ format, width, height }).toEqual({ format: 'png', ...CARD });
    expect(card.length).toBeLessThan(40_000);
  });

  it('comes from the cache for the same words, and is drawn for new ones', async () => {
    const [dist, cache, cards] = await site({ x: 'Listen well', y: 'Speak well' });
    await drawCards(dist, cache, cards);
    const card = (slug: string) => readFile(join(dist, `guidance/${slug}/card.png`));
    const first = await card('y');
    const mark = Buffer.from('from the cache');
    for (const name of await readdir(cache))
      await writeFile(join(cache, name), Buffer.concat([createHash('sha256').update(mark).digest(), mark]));
    await drawCards(dist, cache, wanted({ x: 'Listen well', y: 'Speak up' }));
    expect(await card('x')).toEqual(mark);
    const { format } = await sharp(await card('y')).metadata();
    expect(format).toBe('png');
    expect(await card('y')).not.toEqual(first);
  });

  it('is made of shapes, so that it needs no installed font', () => {
    const svg = drawCard({ title: 'Listen well', answer: '2 tips', site: 'Site' }, colours);
    expect(svg).not.toMatch(/<text|font|NaN/);
  });

  it('reports titles that its font cannot draw', async () => {
    expect(await drawCards(...(await site({ x: 'Écouter “bien” – à midi', y: 'Μέντορας' })))).toEqual(['Μέντορας']);
  });
});

describe('the title of a card', () => {
  const bold = new Letters(700);
  const sizes = [
    { size: 80, lines: 2 },
    { size: 40, lines: 4 },
  ];

  it('is as large as it fits', () => {
    expect(bold.fit('Listen well', { width: 900, sizes })).toEqual({ lines: ['Listen well'], size: 80 });
  });

  it('breaks between words into lines of even length', () => {
    const title = 'Which scheme fits you, a long partnership or one meeting, and how you can choose between the two';
    const { lines, size } = bold.fit(title, { width: 900, sizes });
    expect(lines.join(' ')).toBe(title);
    const widths = lines.map((line) => bold.width(line, size));
    expect(Math.max(...widths)).toBeLessThanOrEqual(900);
    expect(Math.min(...widths)).toBeGreaterThan(Math.max(...widths) * 0.6);
  });

  it('does not break a word that is too long for any size', () => {
    const word = 'Rindfleischetikettierungsüberwachungsaufgabe';
    expect(bold.fit(word, { width: 300, sizes })).toEqual({ lines: [word], size: 40 });
  });
});
