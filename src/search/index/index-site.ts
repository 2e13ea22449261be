import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { close, createIndex, type IndexFile } from 'pagefind';
import { siteFolder } from '#site-folder';
import { readYaml } from '../../read-yaml.ts';
import { englishNear } from './english-words.ts';
import { ENTRY, MANIFEST, type SearchManifest } from '../manifest.ts';
import { countParts, stemsOf, type Said } from '../query/said.ts';
import { stem } from '../query/stem.ts';
import { fitSynonyms, type SynonymSource } from '../query/synonyms.ts';
import { askedText, withQuestions, type HeadingEnd, type Questions } from './questions.ts';
import { pagesByWord, encodeVocabulary, wordsOfPage } from '../query/vocabulary.ts';
import { wordsOf } from '../query/words.ts';

/** A page of the built site. */
export interface IndexedPage {
  /** Path within the site's folder. */
  file: string;
  html: string;
  /** The page's text; missing when the page is not searched. */
  searched?: string;
  headings: readonly HeadingEnd[];
}

export interface IndexBuilder {
  /** Sends a page to Pagefind. Resolves when it can take another. */
  add(page: IndexedPage): Promise<void>;
  /** Writes the index into `dist/pagefind/` and returns how many pages it has. @throws an error that names every fault of the pages and of the index */
  write(dist: string): Promise<number>;
}

/** Pages sent to Pagefind and not read yet, at most. */
const IN_FLIGHT = 32;

/**
 * Starts a site's search index. The same pages in the same order give the same bytes.
 * @param questions address of a page → what people ask when they need it
 */
export async function beginIndex(questions: ReadonlyMap<string, Questions> = new Map()): Promise<IndexBuilder> {
  const { index, errors } = await createIndex({ forceLanguage: 'en' });
  if (!index) throw new Error(`The search index could not be begun: ${errors.join('; ')}`);
  const pages: string[][] = [];
  const said: Said[] = [];
  const problems: string[] = [];
  const inFlight: Promise<void>[] = [];

  async function read({ file, html, headings }: IndexedPage, asked: Questions, place: number): Promise<void> {
    const { missing, content } = withQuestions(html, headings, asked, place);
    problems.push(...missing.map((id) => `${file}: it has no section "${id}", which its questions name`));
    const response = await index!.addHTMLFile({ sourcePath: file, content });
    problems.push(...response.errors.map((error) => `${file}: ${error}`));
  }

  async function write(dist: string): Promise<number> {
    await rejectOnExit(Promise.all(inFlight));
    if (pages.length === 0) problems.push('no page is marked as searched');
    if (problems.length > 0) throw new Error(`The search index has faults:\n  ${problems.join('\n  ')}`);
    // Pagefind's own `writeFiles` resolves before the last bytes are on the disk.
    const making = index!.getFiles();
    const vocabulary = describeWords(pages, said);
    const { files, errors } = await rejectOnExit(making);
    if (errors.length > 0) throw new Error(`The search index has faults:\n  ${errors.join('\n  ')}`);
    await close();
    await writeFiles(join(dist, 'pagefind'), files, vocabulary);
    return pages.length;
  }

  return {
    async add(page) {
      if (page.searched === undefined) return;
      if (page.searched.trim() === '') problems.push(`${page.file}: it is marked as searched and has no text`);
      const asked = questions.get(`/${page.file.replace(/index\.html$/, '')}`) ?? {};
      pages.push(wordsOfPage([page.searched, ...Object.values(asked).map(askedText)].join('\n')));
      inFlight.push(read(page, asked, said.length));
      const list = Object.values(asked).flat();
      if (list.length > 0)
        said.push({ counts: countParts(list.map((question) => stemsOf(wordsOf(question)))), size: list.length });
      if (inFlight.length > IN_FLIGHT) await rejectOnExit(inFlight.shift()!);
    },
    write,
  };
}

/**
 * Rejects when Pagefind's process has exited, for example for lack of memory. Its client does not notice and never settles, so Node would exit
 * with success.
 */
async function rejectOnExit<T>(work: Promise<T>): Promise<T> {
  const exited = Promise.withResolvers<never>();
  const end = () =>
    exited.reject(
      new Error('Pagefind ended before the search index was made. The machine may have too little memory for it.'),
    );
  process.once('beforeExit', end);
  try {
    return await Promise.race([work, exited.promise]);
  } finally {
    process.off('beforeExit', end);
  }
}

/** Pagefind's interfaces, worker and language-neutral engine, which the site does not use. */
const unused = /^pagefind-(ui|modular-ui|component-ui|highlight|worker)\.|^wasm\.unknown\./;
/** Files that every search reads. */
const first = /^wasm\.|\.pf_meta$/;

/**
 * Returns the vocabulary file of an index.
 * @param pages the different words of each page
 * @param said what people ask for each page that has questions
 */
function describeWords(pages: string[][], said: readonly Said[]): string {
  const words = pagesByWord(pages);
  const synonyms = fitSynonyms(readSynonyms(), hasWordOf(words));
  return encodeVocabulary({ pages: pages.length, words, english: englishNear(words), synonyms, said });
}

async function writeFiles(folder: string, found: readonly IndexFile[], vocabulary: string): Promise<void> {
  const files = found.filter(({ path }) => !unused.test(path));
  const manifest: SearchManifest = {
    vocabulary: `vocabulary.${createHash('sha256').update(vocabulary).digest('hex').slice(0, 10)}.txt`,
    first: [ENTRY, ...files.map(({ path }) => path).filter((path) => first.test(path))],
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

const synonymFile = fileURLToPath(new URL(`../../../${siteFolder}/content/search-synonyms.yaml`, import.meta.url));

/** Reads the synonym list; returns an empty one when the file is missing or empty. */
const readSynonyms = () => ((existsSync(synonymFile) ? readYaml(synonymFile) : null) ?? {}) as SynonymSource;

function hasWordOf(words: ReadonlyMap<string, number>): (word: string) => boolean {
  const stems = new Set([...words.keys()].map(stem));
  return (word) => stems.has(stem(word));
}
