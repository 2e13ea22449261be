import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { indexSite } from '../../../src/search/index-site.ts';
import { pagefindIndex, type PagefindModule } from '../../../src/search/pagefind-index.ts';

let dist: string;
beforeEach(async () => {
  dist = await mkdtemp(join(tmpdir(), 'pagefind-index-'));
  vi.stubGlobal(
    'fetch',
    async (address: string) => new Response(await readFile(join(dist, address.replace(/\?.*/, '')))),
  );
});
afterEach(async () => {
  vi.unstubAllGlobals();
  await rm(dist, { recursive: true });
});

test('the index has a word in any form, but none that is only begun, longer or spelt alike', async () => {
  await mkdir(join(dist, 'a'));
  const main = '<main data-pagefind-body><h1>Keep bees</h1><p>A beekeeper tells of mentoring.</p></main>';
  await writeFile(join(dist, 'a/index.html'), `<!doctype html><html lang="en-GB"><body>${main}</body></html>`);
  await indexSite(dist);
  const module = (await import(pathToFileURL(join(dist, 'pagefind/pagefind.js')).href)) as PagefindModule;
  const index = pagefindIndex(module, '/pagefind/');
  const answers = async (words: string[]) => Promise.all(words.map((word) => index.has(word)));
  expect(await answers(['beekeeper', 'beekeepers', 'mentoring'])).toEqual([true, true, true]);
  expect(await answers(['beekee', 'beekeeperess', 'beekeepr', 'zebra'])).toEqual([false, false, false, false]);
});
