import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { drawIcons } from '#src/build/cards/icons.ts';

const emptySite = () => mkdtempSync(join(tmpdir(), 'icons-'));

/** Returns the red, green and blue of one pixel. */
async function pixel(file: string | Buffer, left: number, top: number): Promise<number[]> {
  const image = sharp(file).removeAlpha().extract({ left, top, width: 1, height: 1 });
  return [...(await image.raw().toBuffer())];
}

it('draws the icons from the mark that the site brings', async () => {
  const dist = emptySite();
  const green =
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 8 8"><path fill="#008000" d="M0 0H8V8H0Z"/></svg>';
  writeFileSync(join(dist, 'icon.svg'), green);
  await drawIcons(dist);
  const touch = join(dist, 'apple-touch-icon.png');
  expect(await sharp(touch).metadata()).toMatchObject({ width: 180, height: 180, format: 'png' });
  expect((await sharp(touch).stats()).isOpaque).toBe(true);
  expect(await pixel(touch, 90, 90)).toEqual([0, 128, 0]);

  const ico = readFileSync(join(dist, 'favicon.ico'));
  expect(ico.readUInt16LE(2), 'the type of an icon').toBe(1);
  const count = ico.readUInt16LE(4);
  expect(count).toBe(3);
  for (let index = 0; index < count; index += 1) {
    const at = 6 + 16 * index;
    const start = ico.readUInt32LE(at + 12);
    const image = ico.subarray(start, start + ico.readUInt32LE(at + 8));
    const size = ico.readUInt8(at);
    expect(await sharp(image).metadata()).toMatchObject({ width: size, height: size, format: 'png' });
    expect(await pixel(image, size / 2, size / 2)).toEqual([0, 128, 0]);
  }
});

it('draws the mark in the colours of the palette where the site brings none', async () => {
  const dist = emptySite();
  await drawIcons(dist);
  expect(readFileSync(join(dist, 'icon.svg'), 'utf8')).toMatch(/^<svg /);
});

it('leaves the icons that the site brings', async () => {
  const dist = emptySite();
  writeFileSync(join(dist, 'favicon.ico'), 'own');
  await drawIcons(dist);
  expect(readFileSync(join(dist, 'favicon.ico'), 'utf8')).toBe('own');
});
