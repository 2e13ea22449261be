import { execFile } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test, vi } from 'vitest';
import { searchMarkup } from '../../../src/search/markup.ts';
import { decodeVocabulary } from '../../../src/search/query/vocabulary.ts';
import { indexSite } from '../../support/index-site.ts';
import { dist, indexHashes, tip, write } from './support/indexed-folder.ts';

// Slow, and not needed: no word of these indexes is close to another English word.
vi.mock('../../../src/search/index/english-words.ts', () => ({ englishNear: () => [] }));

test('indexes marked pages only, and every file in the manifest exists', async () => {
  await write('guidance/first-message', tip);
  await write('tips', '<h1>Every tip</h1>', false);
  const pages = await indexSite(dist);
  expect(pages).toBe(1);
  const files = await readdir(join(dist, 'pagefind'));
  const manifest = JSON.parse(await readFile(join(dist, 'pagefind/search.json'), 'utf8')) as {
    vocabulary: string;
    first: string[];
  };
  expect(files).toEqual(
    expect.arrayContaining([manifest.vocabulary, ...manifest.first.map((path) => path.replace(/\?.*/, ''))]),
  );
});

test('the same pages give the same bytes', async () => {
  await write('guidance/a', tip);
  const { 'data-filters': filters } = searchMarkup({
    words: [],
    filters: { topic: ['goals', 'trust'], stage: ['during'] },
  });
  for (let at = 0; at < 60; at += 1)
    await write(
      `guidance/${at}`,
      `<h1 data-filters="${filters}" data-pagefind-meta="filters[data-filters]">Goals ${at}</h1><p>Résumé ${at % 7}.</p>`,
    );
  const questions = new Map([5, 9, 40].map((at) => [`/guidance/${at}/`, { page: [`who is ${at}`, 'when'] }]));
  await indexSite(dist, questions);
  const first = await indexHashes();
  await indexSite(dist, questions);
  expect(await indexHashes()).toEqual(first);
});

test('indexes everyday words, but no labels and links of a tip', async () => {
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

test('leaves out Pagefind’s interfaces', async () => {
  await write('guidance/first-message', tip);
  await indexSite(dist);
  const files = await readdir(join(dist, 'pagefind'));
  expect(files.filter((name) => /ui|worker|highlight|unknown/.test(name))).toEqual([]);
});

test('a site without a marked page fails', async () => {
  await write('tips', '<h1>Every tip</h1>', false);
  await expect(indexSite(dist)).rejects.toThrow('no page is marked as searched');
});

test('the error names the file of every faulty page', async () => {
  await write('guidance/a', '<h1>Goals</h1>');
  await write('guidance/b', '');
  await write('guidance/c', '');
  await expect(indexSite(dist)).rejects.toThrow(
    /faults:\n {2}guidance\/b\/index.html: .*\n {2}guidance\/c\/index.html: /,
  );
});

test('indexing fails when Pagefind exits early', async () => {
  await write('guidance/a', tip);
  const folder = join(dist, 'bin');
  await mkdir(folder);
  const binary = join(folder, 'pagefind');
  // Answers that an index was begun and a page read, and ends where the files are asked for.
  await writeFile(
    binary,
    `#!${process.execPath}
let text = '';
process.stdin.on('data', (data) => {
  text += data;
  const messages = text.split(',');
  text = messages.pop();
  for (const { message_id, payload } of messages.map((each) => JSON.parse(Buffer.from(each, 'base64')))) {
    const answers = {
      NewIndex: { type: 'NewIndex', index_id: 1 },
      AddFile: { type: 'IndexedFile', page_word_count: 1, page_url: '/', page_meta: {} },
    };
    if (!answers[payload.type]) process.exit(137);
    const answer = JSON.stringify({ message_id, payload: answers[payload.type] });
    process.stdout.write(Buffer.from(answer).toString('base64') + ',');
  }
});
`,
    { mode: 0o755 },
  );
  const script = `const { indexSite } = await import(${JSON.stringify(new URL('../../support/index-site.ts', import.meta.url).href)}); await indexSite(process.argv[1]);`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, dist], {
    env: { PATH: process.env['PATH'], PAGEFIND_EXTENDED_BINARY_PATH: binary, PAGEFIND_BINARY_PATH: binary },
  });
  await expect(run).rejects.toThrow('Pagefind ended before the search index was made');
});
