import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype, { type Command, type Glyph } from 'opentype.js';

export interface FittedText {
  lines: string[];
  size: number;
}

const require = createRequire(import.meta.url);
const load = (weight: Weight, subset: string) => {
  const file = readFileSync(
    require.resolve(`@fontsource/commissioner/files/commissioner-${subset}-${weight}-normal.woff`),
  );
  return opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
};

export type Weight = 400 | 700;

/** Draws text in one weight of Commissioner as shapes, so that it is the same on every machine, whatever fonts are installed. */
export class Letters {
  readonly #font: ReturnType<typeof load>;

  constructor(weight: Weight) {
    this.#font = load(weight, 'latin');
  }

  /** Returns the characters that the font cannot draw: those outside Western European scripts. */
  missing(text: string): string[] {
    return [...new Set(text)].filter((character) => !this.#font.hasChar(character));
  }

  width(text: string, size: number): number {
    return this.#placed(text, size).at(-1)!.x;
  }

  /** Returns an SVG path of one line with its baseline at y. */
  line(text: string, x: number, y: number, size: number, fill: string): string {
    const shapes = this.#placed(text, size).map(({ glyph, x: after }) =>
      glyph?.getPath(x + after, y, size).commands.map(step),
    );
    return `<path fill="${fill}" d="${shapes.flat().join('')}"/>`;
  }

  /** Returns each letter with its kerned distance from the line's start, and the line's end as the last entry. */
  #placed(text: string, size: number): { glyph?: Glyph; x: number }[] {
    const scale = size / this.#font.unitsPerEm;
    const glyphs = Array.from(text.normalize('NFC'), (character) => this.#font.charToGlyph(character));
    let x = 0;
    const placed = glyphs.map((glyph, index) => {
      const before = glyphs[index - 1];
      if (before) x += this.#font.getKerningValue(before, glyph) * scale;
      const place = { glyph, x };
      x += glyph.advanceWidth * scale;
      return place;
    });
    return [...placed, { x }];
  }

  /**
   * Breaks a text at its spaces, in the largest size at which its lines fit the width and the number of lines. In the smallest size, a word
   * that is too long overflows.
   */
  fit(
    text: string,
    { width, sizes }: { width: number; sizes: readonly { size: number; lines: number }[] },
  ): FittedText {
    const settings = sizes.map(({ size, lines: most }) => ({ size, most, lines: this.#balanced(text, width, size) }));
    const fits = ({ lines, size, most }: (typeof settings)[number]) =>
      lines.length <= most && lines.every((line) => this.width(line, size) <= width);
    const { lines, size } = settings.find(fits) ?? settings.at(-1)!;
    return { lines, size };
  }

  /** Breaks a text into as few lines as the width allows, as equal in length as possible. */
  #balanced(text: string, width: number, size: number): string[] {
    const least = this.#filled(text, width, size);
    for (let narrower = width / 2; narrower < width; narrower += width / 40) {
      const lines = this.#filled(text, narrower, size);
      if (lines.length === least.length && lines.every((line) => this.width(line, size) <= narrower)) return lines;
    }
    return least;
  }

  #filled(text: string, width: number, size: number): string[] {
    const lines: string[] = [];
    for (const word of text.trim().split(/\s+/)) {
      const longer = lines.length > 0 ? `${lines.at(-1)!} ${word}` : word;
      if (lines.length > 0 && this.width(longer, size) <= width) lines[lines.length - 1] = longer;
      else lines.push(word);
    }
    return lines;
  }
}

/** Returns a step of an outline in SVG's notation, to a tenth of a pixel. The library's own writer turns very small numbers into NaN. */
const step = ({ type, x1, y1, x2, y2, x, y }: Command): string =>
  type +
  [x1, y1, x2, y2, x, y]
    .filter((each) => each !== undefined)
    .map((each) => Math.round(each * 10) / 10)
    .join(' ');
