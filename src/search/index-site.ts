import { close, createIndex } from 'pagefind';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pMap, { pMapIterable } from 'p-map';
import { glob } from 'tinyglobby';
import { parse } from 'yaml';
import { filesAtOnce } from './files-at-once.ts';
import { MANIFEST, type SearchManifest } from './manifest.ts';
import { labels, SEARCHED } from './markup.ts';
import { englishNear } from './english-words.ts';
import { readOf, type PagefindFragment } from './pagefind-index.ts';
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

const marker = new RegExp(`<main\\b[^>]*\\b${Object.keys(SEARCHED)[0]}\\b`);

/** Pagefind's own interfaces, its worker and its language-neutral engine: the site has its own of each. */
const unused = /^pagefind-(ui|modular-ui|component-ui|highlight|worker)\.|^wasm\.unknown\./;
const MODULE = 'pagefind.js';
const FRAGMENTS = 'fragment/';
/** Read by every search. Pagefind packs them with gzip and reads them unpacked too, so that the host can pack them better. */
const unpacked = /^wasm\.|\.pf_(meta|index|filter)$/;

/**
 * Writes the search index of a built site into `dist/pagefind/`. The same pages give the same bytes.
 * @throws on any fault of a page or of the index, and when fewer pages were indexed than are marked as searched.
 */
export async function indexSite(dist: string): Promise<IndexSummary> {
  const { files, marked } = await indexPages(dist);
  const fragments = [...files.keys()].filter((name) => name.startsWith(FRAGMENTS)).sort();
  if (fragments.length !== marked)
    throw new Error(
      `The search index holds ${fragments.length} pages; ${marked} are marked with ${Object.keys(SEARCHED)[0]}.`,
    );

  const words = countWords(textsOf(fragments.map((name) => files.get(name)!)));
  const synonyms = fitSynonyms(await readSynonyms(), hasWordOf(words));
  const least = leastPages(words);
  const vocabulary = encodeVocabulary({
    pages: marked,
    least,
    words,
    english: englishNear(words, least),
    synonyms: synonyms.fitting,
  });
  const name = `vocabulary.${createHash('sha256').update(vocabulary).digest('hex').slice(0, 10)}.txt`;
  files.set(name, Buffer.from(vocabulary));
  shrinkIndex(files, words.keys());
  files.set(MODULE, await minified(files.get(MODULE)!));
  const first = [...files.keys()].filter((file) => /^wasm\.|\.pf_meta$/.test(file)).sort();
  files.set(MANIFEST, Buffer.from(JSON.stringify({ vocabulary: name, first } satisfies SearchManifest)));
  await writeFiles(join(dist, 'pagefind'), files);
  return { pages: marked, words: words.size, unusedSynonyms: synonyms.missing };
}

/** Pagefind's browser code as short as the site's own: every first query reads it. */
async function minified(module: Buffer): Promise<Buffer> {
  // Loaded now, when the pages are out of memory again.
  const { minify } = await import('vite');
  const { code, errors } = await minify(MODULE, module.toString(), { module: true });
  if (errors.length > 0) throw new Error(`${MODULE} could not be minified: ${errors[0]!.message}`);
  return Buffer.from(code);
}

/**
 * Hands over some pages at a time: Pagefind handed a whole folder holds every page's tree in memory at once. The files come as bytes, because
 * Pagefind's own writing may be cut off: it says it is done before the last bytes are on the disk.
 */
async function indexPages(dist: string): Promise<{ files: IndexFiles; marked: number }> {
  const { index, errors } = await createIndex({ forceLanguage: 'en', excludeSelectors: [...labels] });
  if (!index) throw new Error(`The search index could not be begun: ${errors.join('; ')}`);
  try {
    const problems: string[] = [];
    let marked = 0;
    const pages = (await glob('**/*.html', { cwd: dist, ignore: 'pagefind/**' })).sort();
    const read = (page: string) => readFile(join(dist, page), 'utf8').then((content) => ({ page, content }));
    const added: Promise<void>[] = [];
    for await (const { page, content } of pMapIterable(pages, read, filesAtOnce)) {
      if (!marker.test(content)) continue;
      marked += 1;
      added.push(
        index
          .addHTMLFile({ sourcePath: page, content })
          .then(({ errors }) => void problems.push(...errors.map((error) => `${page}: ${error}`))),
      );
      if (added.length >= filesAtOnce.concurrency) await added.shift();
    }
    await Promise.all(added);
    if (marked === 0) problems.push('no page is marked as searched');
    const built = await index.getFiles();
    problems.push(...built.errors);
    if (problems.length > 0) throw new Error(`The search index has faults:\n  ${problems.join('\n  ')}`);
    const used = built.files.filter(({ path }) => !unused.test(path));
    return { marked, files: new Map(used.map(({ path, content }) => [path, unpack(path, content)])) };
  } finally {
    await close();
  }
}

const unpack = (path: string, content: Uint8Array) =>
  unpacked.test(path) ? gunzipSync(content) : Buffer.from(content);

async function writeFiles(folder: string, files: IndexFiles): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const subfolder of new Set([...files.keys()].map((name) => dirname(join(folder, name)))))
    await mkdir(subfolder, { recursive: true });
  const written = (name: string, bytes: Buffer) => (name.startsWith(FRAGMENTS) ? shrinkFragment(bytes) : bytes);
  await pMap(files, ([name, bytes]) => writeFile(join(folder, name), written(name, bytes)), filesAtOnce);
}

const SIGNATURE = 'pagefind_dcd';

const readFragment = (packed: Buffer) =>
  JSON.parse(gunzipSync(packed).subarray(SIGNATURE.length).toString()) as PagefindFragment;

/** A page's file with what is read of it, unpacked for the host to pack: three quarters of what Pagefind sends. */
const shrinkFragment = (packed: Buffer) => Buffer.from(SIGNATURE + JSON.stringify(readOf(readFragment(packed))));

const synonymFile = new URL('../../content/search-synonyms.yaml', import.meta.url);

export async function readSynonyms(): Promise<SynonymSource> {
  return parse(await readFile(synonymFile, 'utf8')) as SynonymSource;
}

function hasWordOf(words: ReadonlyMap<string, number>): (word: string) => boolean {
  const stems = new Set([...words.keys()].map(stem));
  return (word) => stems.has(stem(word));
}

/** The text of every indexed page, as Pagefind took it. */
function* textsOf(fragments: readonly Buffer[]): Generator<string> {
  for (const fragment of fragments) {
    const { content, meta } = readFragment(fragment);
    yield [content, meta['title'] ?? '', meta['also'] ?? ''].join('\n');
  }
}
