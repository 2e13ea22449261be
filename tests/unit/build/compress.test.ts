import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { expect, it, onTestFinished } from 'vitest';
import { compressFiles } from '../../../src/build/compress.ts';

function site() {
  const root = mkdtempSync(join(tmpdir(), 'compress-'));
  onTestFinished(() => rmSync(root, { recursive: true }));
  const [dist, cache] = [root, mkdtempSync(join(tmpdir(), 'compress-cache-'))];
  onTestFinished(() => rmSync(cache, { recursive: true }));
  const write = (text: string) => writeFileSync(join(dist, 'index.html'), text);
  return { dist, cache, write, compress: () => compressFiles(dist, cache) };
}

const text = 'A mentor and a mentee meet. '.repeat(20);

it('writes compressed files with the same text, and none for small files', async () => {
  const { dist, write, compress } = site();
  write(text);
  writeFileSync(join(dist, 'small.txt'), 'small');
  expect(await compress()).toBe(1);
  expect(String(brotliDecompressSync(readFileSync(join(dist, 'index.html.br'))))).toBe(text);
  expect(String(gunzipSync(readFileSync(join(dist, 'index.html.gz'))))).toBe(text);
  expect(readdirSync(dist).filter((name) => name.startsWith('small'))).toEqual(['small.txt']);
});

it('takes compressed files from the cache when the bytes are the same, and makes them when the bytes differ', async () => {
  const { dist, cache, write, compress } = site();
  write(text);
  await compress();
  const mark = Buffer.from('from the cache');
  for (const name of readdirSync(cache))
    writeFileSync(join(cache, name), Buffer.concat([createHash('sha256').update(mark).digest(), mark]));
  await compress();
  expect(readFileSync(join(dist, 'index.html.br'))).toEqual(mark);
  expect(readFileSync(join(dist, 'index.html.gz'))).toEqual(mark);
  write(`${text}.`);
  await compress();
  expect(String(brotliDecompressSync(readFileSync(join(dist, 'index.html.br'))))).toBe(`${text}.`);
  expect(String(gunzipSync(readFileSync(join(dist, 'index.html.gz'))))).toBe(`${text}.`);
});
