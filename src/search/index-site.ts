import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import { MANIFEST, type SearchManifest } from './manifest.ts';
import { PageIndexer, type Shelf } from './index-pages.ts';
import type { PageIndex } from './merge-index.ts';
import { pagesOf } from './pages-of.ts';
import { shrinkIndex, type IndexFiles } from './shrink-index.ts';
import { stem } from './stem.ts';
import { fitSynonyms, type SynonymSource } from './synonyms.ts';
import { countWords, encodeVocabulary, leastPages } from './vocabulary.ts';

/** What a build's index is made of. */
export interface IndexSummary {
  /** Pages that can be found. */
  pages: number;
  /** Different words on them. */
  words: number;
  /** Targets of `content/search-synonyms.yaml` that no page has, as `key: target`; they do nothing. */
  unusedSynonyms: string[];
}

const MODULE = 'pagefind.js';

/** Writes the search index of a built site into `dist/pagefind/`. @throws on any fault of a page or of the index */
export async function indexSite(dist: string, shelf?: Shelf): Promise<IndexSummary> {
  const indexer = new PageIndexer(shelf);
  for (const { file, html } of pagesOf(dist)) await indexer.add(file, html);
  return writeIndex(dist, await indexer.finish(), shelf);
}

/** Writes a search index into `dist/pagefind/`. The same pages give the same bytes, whatever an earlier build kept. */
export async function writeIndex(dist: string, index: PageIndex, shelf?: Shelf): Promise<IndexSummary> {
  const { length: pages } = index.pages;
  const words = countWords(index.pages.map((page) => page.words));
  const synonyms = fitSynonyms(await readSynonyms(), hasWordOf(words));
  const least = leastPages(words);
  const vocabulary = encodeVocabulary({
    pages,
    least,
    words,
    english: await englishOf(words, least, shelf),
    synonyms: synonyms.fitting,
  });
  const name = `vocabulary.${createHash('sha256').update(vocabulary).digest('hex').slice(0, 10)}.txt`;
  const files = shrinkIndex(index, words.keys());
  files.set(name, Buffer.from(vocabulary));
  files.set(MODULE, await minified(files.get(MODULE)!));
  const first = [...files.keys()].filter((file) => /^wasm\.|\.pf_meta$/.test(file)).sort();
  files.set(MANIFEST, Buffer.from(JSON.stringify({ vocabulary: name, first } satisfies SearchManifest)));
  writeFiles(join(dist, 'pagefind'), files);
  return { pages, words: words.size, unusedSynonyms: synonyms.missing };
}

/** English near to the index's words; the same words, of which the same are named, have the same. */
async function englishOf(words: ReadonlyMap<string, number>, least: number, shelf?: Shelf): Promise<string[]> {
  const name = ['english', ...[...words].map(([word, pages]) => (pages < least ? `(${word})` : word)).sort()];
  const kept = shelf?.find(name);
  if (kept) return JSON.parse(kept.toString()) as string[];
  // Its lists take a while to load, and are seldom needed.
  const { englishNear } = await import('./english-words.ts');
  const english = englishNear(words, least);
  shelf?.put(name, Buffer.from(JSON.stringify(english)));
  return english;
}

/** Pagefind's browser code as short as the site's own: every first query reads it. */
async function minified(module: Buffer): Promise<Buffer> {
  // Loaded now, when the pages are out of memory again.
  const { minify } = await import('vite');
  const { code, errors } = await minify(MODULE, module.toString(), { module: true });
  if (errors.length > 0) throw new Error(`${MODULE} could not be minified: ${errors[0]!.message}`);
  return Buffer.from(code);
}

function writeFiles(folder: string, files: IndexFiles): void {
  rmSync(folder, { recursive: true, force: true });
  for (const subfolder of new Set([...files.keys()].map((name) => dirname(join(folder, name)))))
    mkdirSync(subfolder, { recursive: true });
  for (const [name, bytes] of files) writeFileSync(join(folder, name), bytes);
}

const synonymFile = new URL('../../content/search-synonyms.yaml', import.meta.url);

/** None where the file is missing or empty. */
export async function readSynonyms(): Promise<SynonymSource> {
  if (!existsSync(synonymFile)) return {};
  return (parse(await readFile(synonymFile, 'utf8')) ?? {}) as SynonymSource;
}

function hasWordOf(words: ReadonlyMap<string, number>): (word: string) => boolean {
  const stems = new Set([...words.keys()].map(stem));
  return (word) => stems.has(stem(word));
}
