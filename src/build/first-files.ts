import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { MANIFEST, type SearchManifest } from '../search/manifest.ts';
import { readPage } from './read-page.ts';

/** The browser's scripts, by their paths within the site: each with the scripts that it loads at once. */
export type BuiltScripts = Map<string, { loads: readonly string[]; isWorker: boolean }>;

/** Vite plugin: notes the scripts that are bundled, of the pages and of their workers. */
export const noteScripts = (scripts: BuiltScripts): Plugin => ({
  name: 'note-scripts',
  generateBundle(_, bundle) {
    for (const file of Object.values(bundle)) {
      if (file.type !== 'chunk') continue;
      const isWorker = file.isEntry && file.facadeModuleId?.includes('/search/worker.ts') === true;
      scripts.set(file.fileName, { loads: file.imports, isWorker });
    }
  },
});

/** The attribute that names the files, where the page's script finds it. */
export const firstFiles = (addresses: readonly string[]): string => `data-first="${addresses.join(' ')}"`;

const page = 'search/index.html';

/**
 * Names in the results page the files by which its first search finds pages, so that the browser asks for them at once: the page's scripts, the worker and the index.
 * @param dist the built site with its index
 * @param base the site's base path, `/` at the root
 */
export function nameFirstFiles(dist: string, base: string, scripts: BuiltScripts): void {
  const html = readFileSync(join(dist, page), 'utf8');
  const first = new Set<string>();
  const follow = (name: string) => {
    const script = scripts.get(name);
    if (!script || first.has(name)) return;
    first.add(name);
    script.loads.forEach(follow);
  };
  for (const { to } of readPage(page, html).links) follow(to.slice(base.length));
  const worker = [...scripts].find(([, { isWorker }]) => isWorker);
  if (!worker) throw new Error('No worker that searches was bundled.');
  follow(worker[0]);
  const manifest = JSON.parse(readFileSync(join(dist, 'pagefind', MANIFEST), 'utf8')) as SearchManifest;
  const index = ['pagefind.js', MANIFEST, ...manifest.first, manifest.vocabulary].map((name) => `pagefind/${name}`);
  const named = html.replace(firstFiles([]), () => firstFiles([...first, ...index].map((name) => base + name)));
  if (named === html) throw new Error('The results page has no place for the files that its first search reads.');
  writeFileSync(join(dist, page), named);
}
