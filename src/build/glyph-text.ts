import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import opentype, { type Command, type Glyph } from 'opentype.js';

/** Lines of text, and the size at which they fit. */
export interface Setting {
  lines: string[];
  size: number;
}

const require = createRequire(import.meta.url);
const load = (weight: Weight, subset: string) => {
  const file = readFileSync(
    require.resolve(`@fontsource/source-sans-3/files/source-sans-3-${subset}-${weight}-normal.woff`),
  );
  return opentype.parse(file.buffer.slice(file.byteOffset, file.byteOffset + file.length));
};

export type Weight = 400 | 700;

/** One weight of Source Sans as shapes: what it draws is the same on every machine, whatever fonts that has. */
export class Letters {
  readonly #font: ReturnType<typeof load>;

  constructor(weight: Weight) {
    this.#font = load(weight, 'latin');
  }

  /** The characters that the font cannot draw: those of other scripts than Western European ones. */
  missing(text: string): string[] {
    return [...new Set(text)].filter((character) => !this.#font.hasChar(character));
  }

  width(text: string, size: number): number {
    return this.#placed(text, size).at(-1)!.x;
  }

  /** An SVG path of one line, its baseline at y. */
  line(text: string, x: number, y: number, size: number, fill: string): string {
    const shapes = this.#placed(text, size).map(({ glyph, x: after }) =>
      glyph?.getPath(x + after, y, size).commands.map(step),
    );
    return `<path fill="${fill}" d="${shapes.flat().join('')}"/>`;
  }

  /** Each letter with its distance from the line's start, kerned; last, the line's end. */
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
   * The text broken at its spaces into as many lines as may stand, in the largest of the sizes at which every line fits the width;
   * in the smallest, where a word is too long even for that, the word stands over.
   */
  fit(text: string, { width, sizes }: { width: number; sizes: readonly { size: number; lines: number }[] }): Setting {
    const settings = sizes.map(({ size, lines: most }) => ({ size, most, lines: this.#broken(text, width, size) }));
    const fits = ({ lines, size, most }: (typeof settings)[number]) =>
      lines.length <= most && lines.every((line) => this.width(line, size) <= width);
    const { lines, size } = settings.find(fits) ?? settings.at(-1)!;
    return { lines, size };
  }

  /** Balanced: with the fewest lines that the width asks for, the narrowest measure that still needs no more. */
  #broken(text: string, width: number, size: number): string[] {
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

/** A step of an outline as SVG writes it, to a tenth of a pixel. The library's own writer turns very small numbers into NaN. */
const step = ({ type, x1, y1, x2, y2, x, y }: Command): string =>
  type +
  [x1, y1, x2, y2, x, y]
    .filter((each) => each !== undefined)
    .map((each) => Math.round(each * 10) / 10)
    .join(' ');
