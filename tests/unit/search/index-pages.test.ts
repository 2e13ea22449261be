import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type * as Pagefind from 'pagefind';
import { describe, expect, test, vi } from 'vitest';
import { PageIndexer } from '../../../src/search/index-pages.ts';
import { indexSite, writeIndex } from '../../../src/search/index-site.ts';
import { pagesOf } from '../../../src/search/pages-of.ts';
import { dist, everything, page, tip, write } from './support/indexed-folder.ts';

/** Pages that Pagefind was asked to read. */
const asked: string[] = vi.hoisted(() => []);
/** How many of them are in each index. */
const sizes = vi.hoisted(() => new Map<object, number>());
vi.mock('pagefind', async (original) => {
  const real = await original<typeof Pagefind>();
  const createIndex: typeof real.createIndex = async (config) => {
    const made = await real.createIndex(config);
    const { addHTMLFile } = made.index!;
    made.index!.addHTMLFile = (file) => {
      asked.push(file.sourcePath!);
      sizes.set(made, (sizes.get(made) ?? 0) + 1);
      return addHTMLFile(file);
    };
    return made;
  };
  return { ...real, createIndex };
});

// It takes a second, and no index here has words that English ones are near to.
vi.mock('../../../src/search/english-words.ts', () => ({ englishNear: () => [] }));

/** Keeps things as a build does for the next one. */
function shelf() {
  const things = new Map<string, Buffer>();
  return {
    find: (name: readonly string[]) => things.get(name.join()),
    put: (name: readonly string[], bytes: Buffer) => void things.set(name.join(), bytes),
  };
}

const article = (title: string, text: string, topic = 'goals') =>
  `<h1 data-also="ghosted" data-pagefind-meta="also[data-also]">${title}</h1><span data-pagefind-filter="topic">${topic}</span>
  <section data-tip id="x"><h3 id="x-title">${title} well</h3><p>${text} in a café, résumé in hand.</p></section>`;

describe('an index of which the last build kept the most', () => {
  const kept = shelf();
  /** Pages that Pagefind read, while the index became what it is when made of the whole. */
  const update = async () => {
    asked.length = 0;
    await indexSite(dist, kept);
    const { length } = asked;
    const updated = await everything();
    await indexSite(dist);
    expect(updated).toEqual(await everything());
    return length;
  };
  const begin = async () => {
    for (const [at, id] of ['a', 'b', 'c', 'd', 'e', 'f'].entries())
      await write(`guidance/${id}`, article(`Title ${id}`, `Meet ${id.repeat(3)} by mentor ${at} plan`));
    await write('guidance/b', article('Title b', 'Café café resume résumé firm firm', 'only-here'));
    await indexSite(dist, kept);
  };

  test('is that of the whole after an edit, of which alone Pagefind is asked', async () => {
    await begin();
    await write('guidance/b', article('Titles', 'Resume the firm, and nothing else', 'trust'));
    expect(await update()).toBe(1);
    expect(await update()).toBe(0);
  });

  test('is that of the whole after a page came, one went, and all after them have other numbers', async () => {
    await begin();
    await write('guidance/aa', article('Title aa', 'A new plan', 'trust'));
    expect(await update()).toBe(1);
    await rm(join(dist, 'guidance/b'), { recursive: true });
    expect(await update()).toBe(0);
    await rm(join(dist, 'guidance/d'), { recursive: true });
    await write('guidance/0', article('Title 0', 'First plan'));
    expect(await update()).toBe(1);
  });

  test('is that of the whole where pages have other metadata than before, or most has changed', async () => {
    await begin();
    await write('guidance/c', '<h1>Plain</h1><p>A page without other words.</p>');
    expect(await update()).toBe(1);
    await write('guidance/a', '<h1>Seen</h1><p>A page with a picture.</p><img src="/goals.png" alt="A plan" />');
    for (const id of ['b', 'd', 'e']) await write(`guidance/${id}`, article('Other', 'Changed plan'));
    expect(await update()).toBe(4);
    for (const id of ['b', 'c', 'd', 'e', 'f']) await rm(join(dist, 'guidance', id), { recursive: true });
    expect(await update()).toBe(0);
  });
});

describe('pages that are indexed while others come', () => {
  const pages = Array.from({ length: 1_100 }, (_, at) => ({
    file: `guidance/p${at}/index.html`,
    html: page(article(`Title ${at % 30}`, `Résumé${at % 7} of firm-${at % 11} and firms, plan${at}`, `t-${at % 3}`)),
  }));
  /** The index's files, when the pages were handed over so many at a time. */
  const indexed = async (list: typeof pages, atOnce = 1) => {
    const indexer = new PageIndexer();
    const rest = list.values();
    const hand = async () => {
      for (const { file, html } of rest) await indexer.add(file, html);
    };
    await Promise.all(Array.from({ length: atOnce }, hand));
    await writeIndex(dist, await indexer.finish());
    return everything();
  };

  test('give the same index in any order, from indexes of 500', async () => {
    const reversed = await indexed(pages.toReversed());
    sizes.clear();
    expect(await indexed(pages, 4)).toEqual(reversed);
    expect([...sizes.values()]).toEqual([500, 500, 100]);
    expect([...reversed.keys()].filter((path) => path.includes('/fragment/'))).toHaveLength(pages.length);
  });

  test('give the forms of a word in one order', async () => {
    const forms = ['résumé', 'resumë', 'resume'].map((form, at) => ({
      file: `guidance/${at}/index.html`,
      html: page(article('Title', `One ${form} more`)),
    }));
    // One in the first index, the other in the second, and the other way round.
    const around = (before: number, after: number) =>
      indexed([forms[before]!, forms[2]!, ...pages.slice(0, 498), forms[after]!, pages[498]!]);
    expect(await around(0, 1)).toEqual(await around(1, 0));
  });

  test('count as they are at the end', async () => {
    const indexer = new PageIndexer();
    const [first, second] = pages;
    await indexer.prepare(first!.file, first!.html.replace('plan', 'draft'));
    await indexer.prepare('gone/index.html', second!.html);
    await indexer.add(first!.file, first!.html);
    await writeIndex(dist, await indexer.finish());
    const index = await everything();
    expect(index).toEqual(await indexed([first!]));
  });
});

test('a fault of a page is told with its file, of all pages at once', async () => {
  await write('guidance/a', '<h1>Goals</h1>');
  await write('guidance/b', '');
  await write('guidance/c', '');
  await expect(indexSite(dist)).rejects.toThrow(
    /faults:\n {2}guidance\/b\/index.html: .*\n {2}guidance\/c\/index.html: /,
  );
  await rm(join(dist, 'guidance/a'), { recursive: true });
  await expect(indexSite(dist)).rejects.toThrow('finds no text');
  await write('guidance/b', '<h1>Goals</h1><p data-pagefind-meta="colour">red</p>');
  await rm(join(dist, 'guidance/c'), { recursive: true });
  await expect(indexSite(dist)).rejects.toThrow('“colour”');
});

test('Pagefind ending early is a fault', async () => {
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
  const script = `const { indexSite } = await import(${JSON.stringify(new URL('../../../src/search/index-site.ts', import.meta.url).href)}); await indexSite(process.argv[1]);`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script, dist], {
    env: { PATH: process.env['PATH'], PAGEFIND_EXTENDED_BINARY_PATH: binary, PAGEFIND_BINARY_PATH: binary },
  });
  await expect(run).rejects.toThrow('Pagefind ended before the search index was made');
});

test('pages come by the order of their files, written or not', async () => {
  await write('b', '<h1>Written</h1>');
  const others = new Map([
    ['a/index.html', 'not yet'],
    ['c/index.html', 'nor this'],
  ]);
  expect(Array.from(pagesOf(dist, others), ({ file, html }) => [file, html.length])).toEqual([
    ['a/index.html', 7],
    ['b/index.html', page('<h1>Written</h1>').length],
    ['c/index.html', 8],
  ]);
});
