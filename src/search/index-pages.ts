/** Pagefind's index of a built site, made of the whole, or of what changed since the last build and of what that one kept. */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import pMap, { pMapIterable } from 'p-map';
import { close, createIndex } from 'pagefind';
import { glob } from 'tinyglobby';
import { filesAtOnce } from './files-at-once.ts';
import { labels, SEARCHED } from './markup.ts';
import { mergeIndexes } from './merge-index.ts';
import { FORMAT, type IndexFiles } from './shrink-index.ts';

/** Where a build finds what the last one kept under a name. */
export interface Shelf {
  find(name: readonly string[]): Promise<Buffer | undefined>;
  put(name: readonly string[], bytes: Buffer): Promise<void>;
}

/** A page that can be found: its file, and a hash of it. */
type Page = `${string} ${string}`;

/** An index as it was kept. */
interface Kept {
  pages: Page[];
  files: IndexFiles;
}

const marker = new RegExp(`<main\\b[^>]*\\b${Object.keys(SEARCHED)[0]}\\b`);

/** Pagefind's own interfaces, its worker and its language-neutral engine: the site has its own of each. */
const unused = /^pagefind-(ui|modular-ui|component-ui|highlight|worker)\.|^wasm\.unknown\./;
/** Read by every search. Pagefind packs them with gzip and reads them unpacked too, so that the host can pack them better. */
const unpacked = /^wasm\.|\.pf_(meta|index|filter)$/;

const name = ['index', FORMAT, ...labels];

/** The index's files, and how many pages are marked as searched. @throws on any fault of a page or of the index */
export async function indexPages(dist: string, shelf?: Shelf): Promise<{ files: IndexFiles; marked: number }> {
  const pages = await markedPages(dist);
  if (pages.length === 0) throw new Error('The search index has faults:\n  no page is marked as searched');
  const kept = await shelf?.find(name);
  const files = (kept && (await updated(dist, pages, unpack(kept)))) ?? (await indexed(dist, pages));
  await shelf?.put(name, pack({ pages, files }));
  return { files, marked: pages.length };
}

async function markedPages(dist: string): Promise<Page[]> {
  const read = async (file: string): Promise<Page | undefined> => {
    const html = await readFile(join(dist, file), 'utf8');
    return marker.test(html) ? `${createHash('sha256').update(html).digest('hex')} ${file}` : undefined;
  };
  const files = (await glob('**/*.html', { cwd: dist, ignore: 'pagefind/**' })).sort();
  return (await pMap(files, read, filesAtOnce)).filter((page) => page !== undefined);
}

/** The index that was kept, with what changed; undefined where little is as it was, or an index of the changes does not fit it. */
async function updated(dist: string, pages: readonly Page[], kept: Kept): Promise<IndexFiles | undefined> {
  const places = new Map(pages.map((page, place) => [page, place]));
  const known = new Set(kept.pages);
  const changed = pages.filter((page) => !known.has(page));
  if (changed.length > pages.length / 2) return undefined;
  const placesOf = (each: readonly Page[]) => each.map((page) => places.get(page));
  const parts = [{ files: kept.files, places: placesOf(kept.pages) }];
  if (changed.length > 0) parts.push({ files: await indexed(dist, changed), places: placesOf(changed) });
  return mergeIndexes(parts);
}

/**
 * Hands over some pages at a time: Pagefind handed a whole folder holds every page's tree in memory at once. The files come as bytes, because
 * Pagefind's own writing may be cut off: it says it is done before the last bytes are on the disk.
 */
async function indexed(dist: string, pages: readonly Page[]): Promise<IndexFiles> {
  const { index, errors } = await createIndex({ forceLanguage: 'en', excludeSelectors: [...labels] });
  if (!index) throw new Error(`The search index could not be begun: ${errors.join('; ')}`);
  try {
    const problems: string[] = [];
    const files = pages.map((page) => page.slice(page.indexOf(' ') + 1));
    const read = (file: string) => readFile(join(dist, file), 'utf8').then((content) => ({ file, content }));
    const added: Promise<void>[] = [];
    for await (const { file, content } of pMapIterable(files, read, filesAtOnce)) {
      added.push(
        index
          .addHTMLFile({ sourcePath: file, content })
          .then(({ errors }) => void problems.push(...errors.map((error) => `${file}: ${error}`))),
      );
      if (added.length >= filesAtOnce.concurrency) await added.shift();
    }
    await Promise.all(added);
    const built = await index.getFiles();
    problems.push(...built.errors);
    if (problems.length > 0) throw new Error(`The search index has faults:\n  ${problems.join('\n  ')}`);
    const used = built.files.filter(({ path }) => !unused.test(path));
    return new Map(
      used.map(({ path, content }) => [path, unpacked.test(path) ? gunzipSync(content) : Buffer.from(content)]),
    );
  } finally {
    await close();
  }
}

/** One file of all: a line that says what is in it, then the bytes of each. */
function pack({ pages, files }: Kept): Buffer {
  const lengths = [...files].map(([file, { length }]) => [file, length]);
  return Buffer.concat([Buffer.from(`${JSON.stringify({ pages, lengths })}\n`), ...files.values()]);
}

function unpack(bytes: Buffer): Kept {
  let at = bytes.indexOf('\n') + 1;
  const { pages, lengths } = JSON.parse(bytes.toString('utf8', 0, at)) as Pick<Kept, 'pages'> & {
    lengths: [file: string, length: number][];
  };
  return { pages, files: new Map(lengths.map(([file, length]) => [file, bytes.subarray(at, (at += length))])) };
}
