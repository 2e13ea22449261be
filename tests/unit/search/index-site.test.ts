import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, test, vi } from 'vitest';
import { items, text } from '../../../src/search/cbor.ts';
import { indexSite } from '../../../src/search/index-site.ts';
import type { PagefindFragment } from '../../../src/search/pagefind-index.ts';
import { decodeVocabulary } from '../../../src/search/vocabulary.ts';
import { dist, everything, tip, write } from './support/indexed-folder.ts';

// It takes a second, and no index here has words that English ones are near to.
vi.mock('../../../src/search/english-words.ts', () => ({ englishNear: () => [] }));

test('indexes marked pages only, and each file it names exists', async () => {
  await write('guidance/first-message', tip);
  await write('tips', '<h1>Every tip</h1>', false);
  const { pages } = await indexSite(dist);
  expect(pages).toBe(1);
  const files = await readdir(join(dist, 'pagefind'));
  const manifest = JSON.parse(await readFile(join(dist, 'pagefind/search.json'), 'utf8')) as {
    vocabulary: string;
    first: string[];
  };
  expect(files).toEqual(expect.arrayContaining([manifest.vocabulary, ...manifest.first]));
});

test('the same pages give the same bytes', async () => {
  await write('guidance/a', tip);
  const topics = Array.from({ length: 12 }, (_, at) => `<li data-pagefind-filter="topic">${at}</li>`);
  await write('guidance/b', `<h1>Goals</h1><p>Two or three goals.</p><ul>${topics.join('')}</ul>`);
  await indexSite(dist);
  const first = await everything();
  await indexSite(dist);
  expect(await everything()).toEqual(first);
});

test('everyday words are found, labels and links of a tip are not', async () => {
  await write('guidance/first-message', tip);
  await indexSite(dist);
  const vocabulary = await readFile(
    join(
      dist,
      'pagefind',
      (await readdir(join(dist, 'pagefind'))).find((name) => name.startsWith('vocabulary'))!,
    ),
    'utf8',
  );
  const { words } = decodeVocabulary(vocabulary);
  expect(words.has('ghosted')).toBe(true);
  expect(words.has('copy')).toBe(false);
});

test("a page's file holds what is read of it, for the host to pack", async () => {
  await write('guidance/first-message', `<span data-pagefind-filter="audience">mentee</span>${tip}`);
  await indexSite(dist);
  const folder = join(dist, 'pagefind/fragment');
  const bytes = await readFile(join(folder, (await readdir(folder))[0]!));
  expect(bytes.subarray(0, 12).toString()).toBe('pagefind_dcd');
  const page = JSON.parse(bytes.subarray(12).toString()) as PagefindFragment;
  expect(page.meta).toEqual({ title: 'Write to your mentor' });
  expect(page.filters).toEqual({ audience: ['mentee'] });
  expect(page.anchors.map(({ id }) => id)).toEqual(['email-title']);
});

test('leaves out the interfaces that the site does not use', async () => {
  await write('guidance/first-message', tip);
  await indexSite(dist);
  const files = await readdir(join(dist, 'pagefind'));
  expect(files.filter((name) => /ui|worker|highlight|unknown/.test(name))).toEqual([]);
});

test('the index holds no small words, and every part is in its table of contents', async () => {
  await write('guidance/first-message', tip);
  await indexSite(dist);
  const folder = join(dist, 'pagefind');
  const meta = (await readdir(folder)).find((name) => name.endsWith('.pf_meta'))!;
  const parts = items(items((await readFile(join(folder, meta))).subarray(12))[2]!).map((part) =>
    items(part).map((each) => text(each)),
  );
  expect(parts.map(([, , name]) => `${name!}.pf_index`).sort()).toEqual(await readdir(join(folder, 'index')));
  const words = await Promise.all(
    parts.map(async ([, , name]) => {
      const [list] = items((await readFile(join(folder, 'index', `${name!}.pf_index`))).subarray(12));
      return items(list!).map((word) => text(items(word)[0]!));
    }),
  );
  expect(words.flat()).toContain('mentor');
  expect(words.flat()).not.toContain('the');
});

test('a site without a marked page is a fault', async () => {
  await write('tips', '<h1>Every tip</h1>', false);
  await expect(indexSite(dist)).rejects.toThrow('no page is marked as searched');
});

test("Pagefind's browser code is short, and still a module with its names", async () => {
  await write('guidance/first-message', tip);
  await indexSite(dist);
  const path = join(dist, 'pagefind/pagefind.js');
  // As it comes it has 45,555 bytes.
  expect((await readFile(path)).length).toBeLessThan(32_000);
  expect(await import(pathToFileURL(path).href)).toHaveProperty('createInstance');
});

test('parts and pages are numbered under one hash, so that their names pack to little, and every change gives new names', async () => {
  for (const path of ['a', 'b', 'c']) await write(`guidance/${path}`, tip);
  const names = async () => {
    await indexSite(dist);
    const folder = join(dist, 'pagefind');
    const [meta] = (await readdir(folder)).filter((name) => name.endsWith('.pf_meta'));
    const listed = items(items((await readFile(join(folder, meta!))).subarray(12))[1]!).map((page) =>
      text(items(page)[0]!),
    );
    const files = (await readdir(join(folder, 'fragment'))).map((name) => name.replace('.pf_fragment', ''));
    expect(files.sort()).toEqual([...listed].sort());
    return listed;
  };
  const first = await names();
  expect(new Set(first.map((name) => name.slice(0, -1))).size).toBe(1);
  await write('guidance/c', tip.replace('within a week', 'within two weeks'));
  expect((await names()).filter((name) => first.includes(name))).toEqual([]);
});
