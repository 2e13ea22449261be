import { readFileSync, writeFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { MANIFEST, type SearchManifest } from '../search/manifest.ts';

/** The attribute that names the files, where the page's script finds it. */
export const firstFiles = (addresses: readonly string[]): string => `data-first="${addresses.join(' ')}"`;

const page = 'search/index.html';

/**
 * Names in the results page the files by which its first search finds pages, so that the browser asks for them at once: the page's scripts, the worker and the index.
 * @param dist the built site with its index
 * @param base the site's base path, `/` at the root
 */
export function nameFirstFiles(dist: string, base: string): void {
  const html = readFileSync(join(dist, page), 'utf8');
  const scripts = new Set<string>();
  let worker = '';
  const follow = (script: string) => {
    if (scripts.has(script)) return;
    scripts.add(script);
    const code = readFileSync(join(dist, script), 'utf8');
    worker ||= /_astro\/worker-[\w-]+\.js/.exec(code)?.[0] ?? '';
    // Words of the page may stand behind "from" too; the bundler's own paths start with a dot.
    for (const [, name] of code.matchAll(/\b(?:from|import)\s*["'](\.[^"']+)["']/g))
      follow(posix.join(posix.dirname(script), name!));
  };
  for (const [, script] of html.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)) follow(script!.slice(base.length));
  if (!worker) throw new Error('No script of the results page names the worker that searches.');
  const { vocabulary, first } = JSON.parse(readFileSync(join(dist, 'pagefind', MANIFEST), 'utf8')) as SearchManifest;
  const index = ['pagefind.js', MANIFEST, ...first, vocabulary].map((name) => `pagefind/${name}`);
  const addresses = [...scripts, worker, ...index].map((name) => base + name);
  const named = html.replace(firstFiles([]), () => firstFiles(addresses));
  if (named === html) throw new Error('The results page has no place for the files that its first search reads.');
  writeFileSync(join(dist, page), named);
}
