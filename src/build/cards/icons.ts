import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { readPalette } from '../../read-palette.ts';
import { drawMark } from './social-card.ts';

/** Sizes in favicon.ico, in pixels: of a tab on an ordinary and on a dense screen, and of a bookmark. */
const TAB_SIZES = [16, 32, 48] as const;

/** Width of apple-touch-icon.png, and of the mark on it. Systems that show it crop its corners. */
const HOME_SCREEN = { size: 180, mark: 124 } as const;

const clear = { r: 0, g: 0, b: 0, alpha: 0 };

/** Returns the site's mark in the colours of the palette, for a site that brings none, as SVG. */
export function markOfPalette(): string {
  const colour = readPalette();
  return drawMark({ plum: colour('plum'), marigold: colour('marigold') });
}

/**
 * Draws the site's mark, `icon.svg`, in the colours of the palette, and from it the two icons that browsers ask for by name: `favicon.ico`, for
 * those that show no SVG, and `apple-touch-icon.png`, for home screens. Leaves each that `public/` brings.
 */
export async function drawIcons(dist: string): Promise<void> {
  const file = join(dist, 'icon.svg');
  if (!existsSync(file)) await writeFile(file, markOfPalette());
  const mark = await readFile(file);
  const draw = (size: number) =>
    sharp(mark, { density: 300 }).resize(size, size, { fit: 'contain', background: clear });
  const missing = (name: string) => !existsSync(join(dist, name));
  if (missing('favicon.ico')) {
    const images = await Promise.all(TAB_SIZES.map((size) => draw(size).png().toBuffer()));
    await writeFile(join(dist, 'favicon.ico'), icoOf(images));
  }
  if (missing('apple-touch-icon.png')) {
    // A transparent ground would be shown black.
    const background = readPalette()('paper');
    const edge = (HOME_SCREEN.size - HOME_SCREEN.mark) / 2;
    const icon = draw(HOME_SCREEN.mark)
      .flatten({ background })
      .extend({ top: edge, bottom: edge, left: edge, right: edge, background });
    await writeFile(join(dist, 'apple-touch-icon.png'), await icon.png({ palette: true }).toBuffer());
  }
}

/** Returns an ICO file of these PNG images, whose sizes are those of `TAB_SIZES`. All numbers in its directory are little-endian. */
function icoOf(images: readonly Buffer[]): Buffer {
  const [headLength, entryLength] = [6, 16];
  const directory = Buffer.alloc(headLength + entryLength * images.length);
  directory.writeUInt16LE(1, 2);
  directory.writeUInt16LE(images.length, 4);
  let offset = directory.length;
  images.forEach((image, index) => {
    const at = headLength + entryLength * index;
    directory.writeUInt8(TAB_SIZES[index]!, at);
    directory.writeUInt8(TAB_SIZES[index]!, at + 1);
    // One plane of 32 bits for each pixel.
    directory.writeUInt16LE(1, at + 4);
    directory.writeUInt16LE(32, at + 6);
    directory.writeUInt32LE(image.length, at + 8);
    directory.writeUInt32LE(offset, at + 12);
    offset += image.length;
  });
  return Buffer.concat([directory, ...images]);
}
