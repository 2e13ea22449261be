import { mkdtemp, mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { CARD, drawCard } from '../../../src/build/card.ts';
import { cardWords, drawCards } from '../../../src/build/cards.ts';
import { Letters } from '../../../src/build/letters.ts';

const page = (title: string, card = '/guidance/x/card.png') =>
  `<meta property="og:title" content="${title}"><meta property="og:image" content="https://mentoring.example${card}">
   <p>An agenda for 45 minutes</p><span>6 minute read</span><section id="a" data-tip></section><section data-tip></section>`;

const colours = { paper: '#ffffff', ink: '#000000', plum: '#761f58', marigold: '#f9bc38' };

/** Folders of a site whose articles have these titles, and what their cards are to say. */
async function site(titles: Record<string, string>) {
  const folder = await mkdtemp(join(tmpdir(), 'cards-'));
  const dist = join(folder, 'dist');
  for (const slug of Object.keys(titles)) await mkdir(join(dist, 'guidance', slug), { recursive: true });
  return [dist, join(folder, 'cache'), wanted(titles)] as const;
}

const wanted = (titles: Record<string, string>) =>
  new Map(
    Object.entries(titles).map(([slug, title]) => [`guidance/${slug}/index.html`, cardWords(page(title), 'Site')!]),
  );

describe('a social card', () => {
  it('says what the page says of itself', () => {
    expect(cardWords(page('Listen &amp; learn'), 'Site')).toEqual({
      title: 'Listen & learn',
      answer: '2 tips, 6 minutes',
      site: 'Site',
    });
  });

  it('is not drawn for a page that shows the card of the site', () => {
    expect(cardWords(page('About', '/card.png'), 'Site')).toBeUndefined();
  });

  it('is a small picture of the size that previews show whole', async () => {
    const [dist, cache, cards] = await site({ x: 'Find an internship, including the ones nobody advertises' });
    await drawCards(dist, cache, cards);
    const card = await readFile(join(dist, 'guidance/x/card.png'));
    const { format, width, height } = await sharp(card).metadata();
    expect({ format, width, height }).toEqual({ format: 'png', ...CARD });
    expect(card.length).toBeLessThan(40_000);
  });

  it('is drawn once for the same words, and again for others', async () => {
    const [dist, cache, cards] = await site({ x: 'Listen well', y: 'Speak well' });
    expect(await drawCards(dist, cache, cards)).toMatchObject({ cards: 2, drawn: 2 });
    const first = await readFile(join(dist, 'guidance/x/card.png'));
    expect(await drawCards(dist, cache, cards)).toMatchObject({ cards: 2, drawn: 0 });
    expect(await readFile(join(dist, 'guidance/x/card.png'))).toEqual(first);
    const edited = wanted({ x: 'Listen well', y: 'Speak up' });
    expect(await drawCards(dist, cache, edited)).toMatchObject({ cards: 2, drawn: 1 });
  });

  it('is made of shapes, so that no font of the machine enters it', () => {
    const svg = drawCard({ title: 'Listen well', answer: '2 tips', site: 'Site' }, colours);
    expect(svg).not.toMatch(/<text|font|NaN/);
  });

  it('names titles that its font cannot draw', async () => {
    expect((await drawCards(...(await site({ x: 'Écouter “bien” – à midi', y: 'Μέντορας' })))).gaps).toEqual([
      'Μέντορας',
    ]);
  });
});

describe('the letters of a card', () => {
  const bold = new Letters(700);
  const sizes = [
    { size: 80, lines: 2 },
    { size: 40, lines: 4 },
  ];

  it('stand as large as they fit', () => {
    expect(bold.fit('Listen well', { width: 900, sizes })).toEqual({ lines: ['Listen well'], size: 80 });
  });

  it('break between words into lines of even length that fit', () => {
    const title = 'Which scheme fits you, a long partnership or one meeting, and how you can choose between the two';
    const { lines, size } = bold.fit(title, { width: 900, sizes });
    expect(lines.join(' ')).toBe(title);
    const widths = lines.map((line) => bold.width(line, size));
    expect(Math.max(...widths)).toBeLessThanOrEqual(900);
    expect(Math.min(...widths)).toBeGreaterThan(Math.max(...widths) * 0.6);
  });

  it('keep a word that is too long for any size whole', () => {
    const word = 'Rindfleischetikettierungsüberwachungsaufgabe';
    expect(bold.fit(word, { width: 300, sizes })).toEqual({ lines: [word], size: 40 });
  });
});
