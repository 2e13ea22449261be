import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { close, createIndex, type IndexFile } from 'pagefind';
import { parse } from 'yaml';
import { englishNear } from './english-words.ts';
import { MANIFEST, type SearchManifest } from '../manifest.ts';
import { stem } from '../query/stem.ts';
import { fitSynonyms, type SynonymSource } from '../query/synonyms.ts';
import { countWords, encodeVocabulary, leastPages, wordsOfPage } from './vocabulary.ts';

/** A page of the built site. */
export interface IndexedPage {
  /** Path within the site's folder. */
  file: string;
  html: string;
  /** The text by which the page is found; missing where it is not searched. */
  searched?: string;
}

/** What a build's index is made of. */
export interface IndexSummary {
  /** Pages that can be found. */
  pages: number;
  /** Different words on them. */
  words: number;
  /** Targets of `content/search-synonyms.yaml` that no page has, as `key: target`; they do nothing. */
  unusedSynonyms: string[];
}

export interface IndexBuilder {
  /** Gives a page to Pagefind. Resolves when there is room for another. */
  add(page: IndexedPage): Promise<void>;
  /** Writes the index into `dist/pagefind/`. @throws naming every fault of a page or of the index */
  write(dist: string): Promise<IndexSummary>;
}

/** Pages that Pagefind has been given and has not read yet. */
const IN_FLIGHT = 32;

/** Begins the search index of a site. The same pages in the same order give the same bytes. */
export async function beginIndex(): Promise<IndexBuilder> {
  const { index, errors } = await createIndex({ forceLanguage: 'en' });
  if (!index) throw new Error(`The search index could not be begun: ${errors.join('; ')}`);
  const pages: string[][] = [];
  const problems: string[] = [];
  const inFlight: Promise<void>[] = [];

  async function read({ file, html }: IndexedPage): Promise<void> {
    const response = await index!.addHTMLFile({ sourcePath: file, content: html });
    problems.push(...response.errors.map((error) => `${file}: ${error}`));
  }

  async function write(dist: string): Promise<IndexSummary> {
    await unlessEnded(Promise.all(inFlight));
    if (pages.length === 0) problems.push('no page is marked as searched');
    if (problems.length > 0) throw new Error(`The search index has faults:\n  ${problems.join('\n  ')}`);
    // The files come as bytes: Pagefind's own writing says that it is done before the last bytes are on the disk.
    const making = index!.getFiles();
    const known = await knownWords(pages);
    const { files, errors } = await unlessEnded(making);
    if (errors.length > 0) throw new Error(`The search index has faults:\n  ${errors.join('\n  ')}`);
    await close();
    await writeFiles(join(dist, 'pagefind'), files, known.vocabulary);
    return known.summary;
  }

  return {
    async add(page) {
      if (page.searched === undefined) return;
      if (page.searched.trim() === '') problems.push(`${page.file}: it is marked as searched and has no text`);
      pages.push(wordsOfPage(page.searched));
      inFlight.push(read(page));
      if (inFlight.length > IN_FLIGHT) await unlessEnded(inFlight.shift()!);
    },
    write,
  };
}

/**
 * Rejects where Pagefind has ended, by lack of memory for example. Its client does not see that and never settles: Node would have nothing
 * left to wait for and end as if all were well.
 */
async function unlessEnded<T>(work: Promise<T>): Promise<T> {
  const ended = Promise.withResolvers<never>();
  const end = () =>
    ended.reject(
      new Error('Pagefind ended before the search index was made. The machine may have too little memory for it.'),
    );
  process.once('beforeExit', end);
  try {
    return await Promise.race([work, ended.promise]);
  } finally {
    process.off('beforeExit', end);
  }
}

/** Pagefind's own interfaces, its worker and its language-neutral engine: the site has its own of each. */
const unused = /^pagefind-(ui|modular-ui|component-ui|highlight|worker)\.|^wasm\.unknown\./;
/** Read by every search. */
const first = /^wasm\.|\.pf_meta$/;

/** What the browser knows of the index's words before it reads any part of the index. @param pages the different words of each page */
async function knownWords(pages: string[][]): Promise<{ vocabulary: string; summary: IndexSummary }> {
  const words = countWords(pages);
  const synonyms = fitSynonyms(await readSynonyms(), hasWordOf(words));
  const least = leastPages(words);
  const english = englishNear(words, least);
  const vocabulary = encodeVocabulary({ pages: pages.length, least, words, english, synonyms: synonyms.fitting });
  return { vocabulary, summary: { pages: pages.length, words: words.size, unusedSynonyms: synonyms.missing } };
}

async function writeFiles(folder: string, found: readonly IndexFile[], vocabulary: string): Promise<void> {
  const files = found.filter(({ path }) => !unused.test(path));
  const manifest: SearchManifest = {
    vocabulary: `vocabulary.${createHash('sha256').update(vocabulary).digest('hex').slice(0, 10)}.txt`,
    first: files.map(({ path }) => path).filter((path) => first.test(path)),
  };
  await rm(folder, { recursive: true, force: true });
  for (const path of new Set(files.map(({ path }) => dirname(path))))
    await mkdir(join(folder, path), { recursive: true });
  await Promise.all([
    ...files.map(({ path, content }) => writeFile(join(folder, path), content)),
    writeFile(join(folder, manifest.vocabulary), vocabulary),
    writeFile(join(folder, MANIFEST), JSON.stringify(manifest)),
  ]);
}

const synonymFile = new URL('../../../content/search-synonyms.yaml', import.meta.url);

/** None where the file is missing or empty. */
export async function readSynonyms(): Promise<SynonymSource> {
  if (!existsSync(synonymFile)) return {};
  return (parse(await readFile(synonymFile, 'utf8')) ?? {}) as SynonymSource;
}

function hasWordOf(words: ReadonlyMap<string, number>): (word: string) => boolean {
  const stems = new Set([...words.keys()].map(stem));
  return (word) => stems.has(stem(word));
}
