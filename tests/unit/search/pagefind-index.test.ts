import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { MANIFEST, type SearchManifest } from '../../../src/search/manifest.ts';
import { filterWord, searchMarkup } from '../../../src/search/markup.ts';
import { pagefindIndex, type PagefindModule } from '../../../src/search/query/pagefind-index.ts';
import { decodeVocabulary } from '../../../src/search/query/vocabulary.ts';
import { indexSite } from '../../support/index-site.ts';

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

test('hits() returns only pages that match every filter', async () => {
  const articles = {
    a: { topic: ['goals'], audience: ['mentee'], stage: ['during'] },
    b: { topic: ['goals', 'hard-talks'], audience: ['mentee', 'mentor'], stage: ['during'] },
    c: { topic: ['hard'], audience: ['mentor'], stage: ['ending'] },
  };
  for (const [id, filters] of Object.entries(articles)) {
    const attributes = Object.entries(searchMarkup({ words: ['ghosted'], filters })).map(
      ([name, value]) => `${name}="${value}"`,
    );
    await mkdir(join(dist, id));
    const main = `<main data-pagefind-body><h1 ${attributes.join(' ')}>Article ${id}</h1><p>A plan.</p></main>`;
    await writeFile(join(dist, id, 'index.html'), `<!doctype html><html lang="en-GB"><body>${main}</body></html>`);
  }
  await indexSite(dist);
  const module = (await import(pathToFileURL(join(dist, 'pagefind/pagefind.js')).href)) as PagefindModule;
  const index = pagefindIndex(module, '/pagefind/');
  const found = async (filters: Parameters<typeof index.hits>[1], word = 'plan') => {
    const hits = await index.hits(word, filters);
    const pages = await Promise.all(hits.map(({ page }) => index.page(page)));
    return pages.map(({ url }) => url.replaceAll('/', '')).sort();
  };
  expect(await found({})).toEqual(['a', 'b', 'c']);
  expect(await found({ topic: 'goals' })).toEqual(['a', 'b']);
  expect(await found({ topic: 'hard' })).toEqual(['c']);
  expect(await found({ topic: 'goals', audience: 'mentor' })).toEqual(['b']);
  expect(await found({ stage: 'ending', topic: 'goals' })).toEqual([]);
  expect(await found({ topic: 'trust' })).toEqual([]);
  expect(await found({}, 'topic')).toEqual([]);
  const [hit] = await index.hits('ghosted', { topic: 'hard' });
  expect(hit).toMatchObject({ isAlso: true, inTitle: false });
  expect(await index.page(hit!.page)).toMatchObject({ audience: ['mentor'], topics: [filterWord('topic', 'hard')] });
});

test('page() has the questions of each section apart from the text that readers see, and the index none of their stop words', async () => {
  await mkdir(join(dist, 'a'));
  const main =
    '<main data-pagefind-body><h1>Keep bees</h1><p>A start.</p><section id="hive"><h2 id="hive-title">The <em>hive</em></h2><p>Wood.</p></section><h2 id="honey">Honey</h2><p>Sweet.</p></main>';
  await writeFile(join(dist, 'a/index.html'), `<!doctype html><html lang="en-GB"><body>${main}</body></html>`);
  const asked = {
    page: ['how do I begin'],
    hive: ['where do they live, in a box?', 'what is it'],
    honey: ['sticky stuff'],
  };
  await indexSite(dist, new Map([['/a/', asked]]));
  expect(await readFile(join(dist, 'a/index.html'), 'utf8')).not.toMatch('sticky');
  const module = (await import(pathToFileURL(join(dist, 'pagefind/pagefind.js')).href)) as PagefindModule;
  const index = pagefindIndex(module, '/pagefind/');
  const [hit] = await index.hits('sticky', {});
  expect(await index.hits('"where"', {})).toEqual([]);
  expect(await index.hits('"begin"', {})).toHaveLength(1);
  const page = await index.page(hit!.page);
  expect(page.words.join(' ')).toBe('Keep bees. A start. The hive. Wood. Honey. Sweet.');
  expect(page.questions).toEqual([['how', 'do', 'i', 'begin']]);
  expect(page.anchors).toMatchObject([
    {
      id: 'hive',
      at: 4,
      questions: [
        ['where', 'do', 'they', 'live', 'in', 'a', 'box'],
        ['what', 'is', 'it'],
      ],
    },
    { id: 'honey', at: 7, questions: [['sticky', 'stuff']] },
  ]);
});

test('asked() has the pages with questions in the order of their table in the vocabulary', async () => {
  const questions = new Map<string, { page: string[] }>();
  for (let at = 10; at < 25; at += 1) {
    await mkdir(join(dist, `p${at}`));
    const main = `<main data-pagefind-body><h1>Bees ${at}</h1><p>A plan.</p></main>`;
    await writeFile(join(dist, `p${at}/index.html`), `<!doctype html><html lang="en-GB"><body>${main}</body></html>`);
    if (at % 5 !== 0) questions.set(`/p${at}/`, { page: [`who is ${at}`, ...new Array<string>(at).fill('honey')] });
  }
  await indexSite(dist, questions);
  const module = (await import(pathToFileURL(join(dist, 'pagefind/pagefind.js')).href)) as PagefindModule;
  const index = pagefindIndex(module, '/pagefind/');
  await index.hits('plan', {});
  const asked = await Promise.all((await index.asked()).map((id) => index.page(id)));
  expect(asked.map(({ url }) => url)).toEqual([...questions.keys()]);
  const { vocabulary } = JSON.parse(await readFile(join(dist, 'pagefind', MANIFEST), 'utf8')) as SearchManifest;
  const { said } = decodeVocabulary(await readFile(join(dist, 'pagefind', vocabulary), 'utf8'));
  expect(said.map(({ size }) => size)).toEqual(asked.map(({ questions: own }) => own.length));
});

test('questions of a section that a page does not have fail the build', async () => {
  await mkdir(join(dist, 'a'));
  await writeFile(join(dist, 'a/index.html'), '<html lang="en"><main data-pagefind-body><h1>Bees</h1></main></html>');
  await expect(indexSite(dist, new Map([['/a/', { gone: ['am i'] }]]))).rejects.toThrow(
    'a/index.html: it has no section "gone", which its questions name',
  );
});
