import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { firstFiles, nameFirstFiles } from '../../../src/build/first-files.ts';

it('names the scripts that a script loads at once, but none that its words seem to name', () => {
  const dist = mkdtempSync(join(tmpdir(), 'first-files-'));
  onTestFinished(() => rmSync(dist, { recursive: true }));
  for (const folder of ['search', '_astro', 'pagefind']) mkdirSync(join(dist, folder));
  const write = (name: string, text: string) => writeFileSync(join(dist, name), text);
  write('search/index.html', `<script ${firstFiles([])}></script><script src="/below/_astro/page.js"></script>`);
  write(
    '_astro/page.js',
    `import{a}from"./part.js";import"./effect.js";say('Moved from "London"');import("./later.js")`,
  );
  write('_astro/part.js', 'export const a="/_astro/worker-Ab1.js";');
  write('_astro/effect.js', '');
  write('pagefind/search.json', JSON.stringify({ vocabulary: 'words.txt', first: ['entry.json?ts='] }));
  nameFirstFiles(dist, '/below/');
  const [, named] = /data-first="([^"]*)"/.exec(readFileSync(join(dist, 'search/index.html'), 'utf8'))!;
  expect(named!.split(' ').map((address) => address.replace('/below/', ''))).toEqual([
    ...['_astro/page.js', '_astro/part.js', '_astro/effect.js', '_astro/worker-Ab1.js'],
    ...['pagefind/pagefind.js', 'pagefind/search.json', 'pagefind/entry.json?ts=', 'pagefind/words.txt'],
  ]);
});
