import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { describe, expect, it } from 'vitest';
import { styleSheet } from '#inbox/pages/style-sheet.ts';

/** The declarations of the palette and of the purposes by name. */
const tokens = new Map(
  ['src/theme/palette.css', 'src/styles/tokens.css']
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(/(--[\w-]+):\s*([^;]+);/g)])
    .map(([, name, value]) => [name!, value!]),
);

type Look = 'light' | 'dark';

/** Returns the colour of a token in one look as red, green and blue. */
function colourOf(name: string, look: Look): number[] {
  const value = tokens.get(name);
  if (value === undefined) throw new Error(`No style sheet declares ${name}.`);
  const [, light, dark] = /^light-dark\((var\([^)]*\)|[^,]+),\s*(.+)\)$/.exec(value) ?? [];
  return read((look === 'light' ? light : dark) ?? value, look);
}

function read(written: string, look: Look): number[] {
  const [, name] = /^var\((--[\w-]+)\)$/.exec(written.trim()) ?? [];
  if (name !== undefined) return colourOf(name, look);
  const hex = { white: '#ffffff', black: '#000000' }[written.trim()] ?? written.trim();
  const [, red, green, blue] = /^#([\da-f]{2})([\da-f]{2})([\da-f]{2})/i.exec(hex)!;
  return [red!, green!, blue!].map((each) => Number.parseInt(each, 16));
}

/** Relative luminance (WCAG 2.2). */
function luminance(colour: readonly number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((each) => {
    const share = each / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string, look: Look): number {
  const [light = 0, dark = 0] = [one, other].map((name) => luminance(colourOf(name, look))).sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['page', 'raised', 'quiet', 'challenge-bg', 'tip-bg', 'sun-bg'].map((name) => `--color-${name}`);
const texts = ['text', 'text-quiet', 'action', 'error'].map((name) => `--color-${name}`);

/** Text and its ground: 4.5:1 (WCAG 2.2, 1.4.3). */
const readable = [
  ...grounds.flatMap((ground) => texts.map((text) => [text, ground])),
  ['--color-challenge', '--color-challenge-bg'],
  ['--color-tip', '--color-tip-bg'],
  ['--color-tip', '--color-page'],
  ['--color-sun', '--color-sun-bg'],
  ['--color-error', '--color-error-bg'],
  ['--color-text', '--color-error-bg'],
  ['--color-text', '--color-line'],
  ['--color-text', '--color-found'],
  ['--color-on-action', '--color-action'],
  ['--color-on-action', '--color-action-strong'],
  ['--color-on-mark', '--color-mark'],
  ['--color-on-mark-action', '--color-mark'],
  ['--color-on-notice', '--color-notice'],
  ['--color-on-notice', '--color-on-mark-action'],
  ['--color-mark', '--color-notice'],
] as [string, string][];

/** Edges of controls and parts of drawings that carry meaning, and their ground: 3:1 (WCAG 2.2, 1.4.11). */
const visible = [
  ...grounds.map((ground) => ['--color-edge', ground]),
  ...grounds.map((ground) => ['--art-a', ground]),
  ...grounds.map((ground) => ['--art-line', ground]),
] as [string, string][];

describe.each(['light', 'dark'] as const)('the colours of the %s look', (look) => {
  it.each(readable)('let %s be read on %s', (text, ground) => {
    expect(contrast(text, ground, look)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(visible)('let %s be seen on %s', (part, ground) => {
    expect(contrast(part, ground, look)).toBeGreaterThanOrEqual(3);
  });

  it.each(grounds)('show the focus on %s by one of its two rings', (ground) => {
    const rings = ['--color-focus', '--color-focus-edge'].map((ring) => contrast(ring, ground, look));
    expect(Math.max(...rings)).toBeGreaterThanOrEqual(3);
  });
});

describe('the theme', () => {
  const sheets = globSync(['src/**/*.css'], { ignore: ['src/theme/**', 'src/styles/tokens.css'] });

  it.each([
    ['a colour', /#[\da-f]{3,8}\b|\b(?:rgb|hsl|oklch)\(/gi],
    ['a size of letters', /font(?:-size)?:[^;]*\d(?:rem|px|pt|vw)\b[^;]*/g],
    ['a corner', /\bborder[\w-]*-radius:[^;]*\d(?:rem|em|px|vw|%)[^;]*/g],
    ['a distance', /(?<![\w-])(?:\w+-)?(?:gap|(?<!scroll-)(?:padding|margin)[\w-]*):[^;]*\d(?:rem|px|pt|vw)\b[^;]*/g],
    // The layers say what wins. An element that is hidden stays so, whatever lays it out.
    ['what overrides the layers', /(?<!\[hidden\] \{\s+display: none )!important/g],
  ])('is with the tokens the only place that names %s', (_, pattern) => {
    const found = sheets.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(pattern)].map(([words]) => `${file}: ${words}`),
    );
    expect(sheets.length).toBeGreaterThan(10);
    expect(found).toEqual([]);
  });

  it('has no purpose that nothing uses', () => {
    const sources = globSync('src/**/*.{css,astro,ts,tsx}').map((file) => readFileSync(file, 'utf8'));
    const used = new Set(sources.flatMap((source) => source.match(/(?<=var\()--[\w-]+|(?<=')--[\w-]+(?=')/g) ?? []));
    const purposes = [...readFileSync('src/styles/tokens.css', 'utf8').matchAll(/(--[\w-]+):/g)].map(
      ([, name]) => name!,
    );
    expect(purposes.length).toBeGreaterThan(50);
    expect(purposes.filter((name) => !used.has(name))).toEqual([]);
  });

  it('has faces of at most 30 kB together for a page in English', () => {
    const bytes = ['ui', 'text'].map((face) => readFileSync(`src/theme/fonts/${face}.woff2`).length);
    expect(bytes.reduce((sum, each) => sum + each, 0)).toBeLessThanOrEqual(30_000);
  });

  it('names every face that it ships', () => {
    const css = globSync(['src/theme/*.css'])
      .map((file) => readFileSync(file, 'utf8'))
      .join('');
    const faces = globSync(['*.woff2'], { cwd: 'src/theme/fonts' });
    expect(faces.length).toBeGreaterThan(0);
    expect(faces.filter((face) => !css.includes(`./fonts/${face}`))).toEqual([]);
  });
});

describe('a drawing', () => {
  const drawings = globSync(['src/drawings/*.svg']).map((file) => ({ file, svg: readFileSync(file, 'utf8') }));

  it.each(drawings)('$file is small, silent and takes its colours from the page', ({ svg }) => {
    expect(svg.length).toBeLessThanOrEqual(1500);
    expect(svg).toMatch(/^<svg class="art" viewBox="[\d .]+" aria-hidden="true">/);
    expect(svg).not.toMatch(/\b(id|style|fill|stroke)=|<(text|title|image|style)\b|#/);
  });
});

describe('the pages of the inbox', () => {
  it('have only classes that their sheet styles', () => {
    // A mail has a sheet of its own.
    const files = globSync(['src/inbox/**/*.ts', '!src/inbox/mail/**']);
    const named = files.flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/ class="([^"]+)"/g)].flatMap(([, names]) =>
        names!
          .replaceAll(/[\w-]*\$\{[^}]*\}[\w-]*/g, ' ')
          .split(/\s+/)
          .filter((name) => /^[a-z-]+$/.test(name))
          .map((name) => ({ file, name })),
      ),
    );
    expect(named.length).toBeGreaterThan(100);
    expect(named.filter(({ name }) => !new RegExp(`\\.${name}(?![\\w-])`).test(styleSheet))).toEqual([]);
  });
});
