import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { rolldown } from 'rolldown';
import { expect, it, onTestFinished } from 'vitest';
import { firstFiles, nameFirstFiles, noteScripts, type BuiltScripts } from '../../../src/build/first-files.ts';

it('names the scripts that a script loads at once, but none that its words seem to name', async () => {
  const dist = mkdtempSync(join(tmpdir(), 'first-files-'));
  onTestFinished(() => rmSync(dist, { recursive: true }));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(dist, name)), { recursive: true });
    writeFileSync(join(dist, name), text);
  };
  write('src/page.js', `import { a } from './part.js'; say(a, 'Moved from "./later.js"'); import('./later.js')`);
  write('src/other.js', `import { a } from './part.js'; say(a)`);
  write('src/part.js', 'export const a = document.title;');
  write('src/later.js', 'say(1)');
  write('src/search/worker.ts', 'postMessage(1)');
  const scripts: BuiltScripts = new Map();
  const input = ['page.js', 'other.js', 'search/worker.ts'].map((name) => join(dist, 'src', name));
  await using bundle = await rolldown({ input, plugins: [noteScripts(scripts)] });
  await bundle.generate({ entryFileNames: '[name].js', chunkFileNames: '[name].js' });
  write('search/index.html', `<script ${firstFiles([])}></script><script src="/below/page.js"></script>`);
  write('pagefind/search.json', JSON.stringify({ vocabulary: 'words.txt', first: ['entry.json?ts='] }));
  nameFirstFiles(dist, '/below/', scripts);
  const [, named] = /data-first="([^"]*)"/.exec(readFileSync(join(dist, 'search/index.html'), 'utf8'))!;
  expect(named!.split(' ').map((address) => address.replace('/below/', ''))).toEqual([
    ...['page.js', 'part.js', 'worker.js'],
    ...['pagefind/pagefind.js', 'pagefind/search.json', 'pagefind/entry.json?ts=', 'pagefind/words.txt'],
  ]);
});
