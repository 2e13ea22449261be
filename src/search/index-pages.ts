/** Pagefind's index of a site, made while its pages come, and of what the last build kept. */
import { createHash } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { close, createIndex } from 'pagefind';
import { labels, SEARCHED } from './markup.ts';
import { mergeIndexes, readIndex, type PageIndex } from './merge-index.ts';
import { FORMAT, type IndexFiles } from './shrink-index.ts';

/** Where a build finds what the last one kept under a name. */
export interface Shelf {
  find(name: readonly string[]): Buffer | undefined;
  put(name: readonly string[], bytes: Buffer): void;
}

type PagefindIndex = NonNullable<Awaited<ReturnType<typeof createIndex>>['index']>;

/** A page that can be found: its file, and a hash of it. */
type Page = `${string} ${string}`;

const fileOf = (page: Page) => page.slice(page.indexOf(' ') + 1);

/** An index that pages are handed to. */
interface Open {
  index: Promise<PagefindIndex>;
  pages: Page[];
  added: Promise<void>[];
}

/** An index, and its pages by their numbers. */
interface Indexed {
  pages: readonly Page[];
  index: PageIndex;
}

const marker = new RegExp(`<main\\b[^>]*\\b${Object.keys(SEARCHED)[0]}\\b`);

/** Pagefind's own interfaces, its worker and its language-neutral engine: the site has its own of each. */
const unused = /^pagefind-(ui|modular-ui|component-ui|highlight|worker)\.|^wasm\.unknown\./;
/** Read by every search. Pagefind packs them with gzip and reads them unpacked too, so that the host can pack them better. */
const unpacked = /^wasm\.|\.pf_(meta|index|filter)$/;

const name = ['index', FORMAT, ...labels];

/** Pages in one of Pagefind's indexes. Many at once take it more time and memory for each than few. */
const AT_ONCE = 500;

/** Takes the pages of a site while they come, and has those indexed that the last build has not kept. */
export class PageIndexer {
  readonly #shelf: Shelf | undefined;
  readonly #pages = new Map<string, Page>();
  /** Pages that are in an index, or in one that is being made. */
  readonly #known = new Set<Page>();
  readonly #made: Promise<Indexed | undefined>[] = [];
  readonly #problems: string[] = [];
  #open: Open | undefined;
  #lost = Promise.withResolvers<never>();

  constructor(shelf?: Shelf) {
    this.#shelf = shelf;
    const kept = shelf?.find(name);
    if (kept) {
      const indexed = unpack(kept);
      this.#made.push(Promise.resolve(indexed));
      this.#known = new Set(indexed.pages);
    }
    this.#lost.promise.catch(() => undefined);
    process.once('beforeExit', this.#end);
  }

  /** Pagefind's client does not see that Pagefind ends: Node would have nothing left to wait for, and end as if all were well. */
  readonly #end = () =>
    this.#lost.reject(
      new Error('Pagefind ended before the search index was made. The machine may have too little memory for it.'),
    );

  /** Takes a page of the site, by its file. Resolves when there is room for another. */
  async add(file: string, html: string): Promise<void> {
    const page = await this.prepare(file, html);
    if (page) this.#pages.set(file, page);
  }

  /** Has Pagefind read a page that is to be added later, most likely as it is now; nothing where it is not marked as searched. */
  async prepare(file: string, html: string): Promise<Page | undefined> {
    if (!marker.test(html)) return undefined;
    const page: Page = `${createHash('sha256').update(html).digest('hex')} ${file}`;
    if (this.#known.has(page)) return page;
    this.#known.add(page);
    // In one index, Pagefind puts a page in the place of another of the same address.
    if (this.#open?.pages.some((other) => fileOf(other) === file)) this.close();
    this.#open ??= { index: begun(), pages: [], added: [] };
    const { index, pages, added } = this.#open;
    pages.push(page);
    added.push(this.#hand(index, file, html));
    if (pages.length < AT_ONCE) {
      await turn();
    } else {
      this.close();
      await Promise.race([this.#made.at(-2), this.#lost.promise]);
    }
    return page;
  }

  /** Has Pagefind make the index of the pages that it was handed; to be called when there will be no more for a while. */
  close(): void {
    if (!this.#open) return;
    this.#made.push(this.#make(this.#open));
    this.#open = undefined;
  }

  /** The index of all pages added, by the order of their files. @throws on any fault of a page or of the index */
  async finish(): Promise<PageIndex> {
    this.close();
    const making = Promise.race([Promise.all(this.#made), this.#lost.promise]);
    const made = await making.finally(() => {
      process.off('beforeExit', this.#end);
      return close();
    });
    if (this.#pages.size === 0) this.#problems.push('no page is marked as searched');
    if (this.#problems.length > 0)
      throw new Error(`The search index has faults:\n  ${[...new Set(this.#problems)].join('\n  ')}`);
    const pages = [...this.#pages].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, page]) => page);
    const places = new Map(pages.map((page, place) => [page, place]));
    const parts = made.filter((each) => each !== undefined);
    const index = mergeIndexes(
      parts.map(({ pages, index }) => ({ index, places: pages.map((page) => places.get(page)) })),
    );
    this.#shelf?.put(name, pack({ pages, index }));
    return index;
  }

  /** Faults are kept for {@link finish}: whoever hands over a page goes on meanwhile. */
  async #hand(index: Promise<PagefindIndex>, file: string, html: string): Promise<void> {
    try {
      const { errors } = await (await index).addHTMLFile({ sourcePath: file, content: html });
      this.#problems.push(...errors.map((error) => `${file}: ${error}`));
    } catch (error) {
      this.#problems.push(`${file}: ${(error as Error).message}`);
    }
  }

  async #make({ index, pages, added }: Open): Promise<Indexed | undefined> {
    try {
      await Promise.all(added);
      return { pages, index: readIndex(await filesOf(await index), pages.map(fileOf)) };
    } catch (error) {
      this.#problems.push((error as Error).message);
      return undefined;
    }
  }
}

async function begun(): Promise<PagefindIndex> {
  const { index, errors } = await createIndex({ forceLanguage: 'en', excludeSelectors: [...labels] });
  if (!index) throw new Error(`The search index could not be begun: ${errors.join('; ')}`);
  return index;
}

/**
 * What Pagefind made of its pages, which it drops. The files come as bytes, because its own writing may be cut off: it says it is done before
 * the last bytes are on the disk.
 */
async function filesOf(index: PagefindIndex): Promise<IndexFiles> {
  // Where it fails there are no files, whatever its types say.
  const { files, errors } = (await index.getFiles()) as Partial<Awaited<ReturnType<PagefindIndex['getFiles']>>>;
  if (!files) throw new Error(errors?.join('; '));
  await index.deleteIndex();
  const used = files.filter(({ path }) => !unused.test(path));
  const bytes = (path: string, content: Uint8Array) =>
    unpacked.test(path) ? gunzipSync(content) : Buffer.from(content);
  return new Map(used.map(({ path, content }) => [path, bytes(path, content)]));
}

/** One piece of all: a line that says what is in it, then the bytes of each page's file, of each word and of the other files. */
function pack({ pages, index }: Indexed): Buffer {
  const { fields, filters, others } = index;
  const lengths = (all: Iterable<Buffer>) => Array.from(all, ({ length }) => length);
  const files = index.pages.map(({ file }) => file);
  const head: Head = {
    pages,
    fields,
    of: index.pages.map(({ length, words }) => [length, words]),
    files: lengths(files),
    words: lengths(index.words),
    others: [...others].map(([path, { length }]) => [path, length]),
    filters: [...filters].map(([filter, values]) => [filter, [...values]]),
  };
  return Buffer.concat([Buffer.from(`${JSON.stringify(head)}\n`), ...files, ...index.words, ...others.values()]);
}

interface Head {
  pages: readonly Page[];
  fields: readonly string[];
  of: readonly (readonly [length: number, words: readonly string[]])[];
  files: readonly number[];
  words: readonly number[];
  others: readonly (readonly [path: string, length: number])[];
  filters: readonly (readonly [
    filter: string,
    values: readonly (readonly [value: string, pages: readonly number[]])[],
  ])[];
}

function unpack(bytes: Buffer): Indexed {
  let at = bytes.indexOf('\n') + 1;
  const next = (length: number) => bytes.subarray(at, (at += length));
  const { pages, fields, of, files, words, others, filters } = JSON.parse(bytes.toString('utf8', 0, at)) as Head;
  return {
    pages,
    index: {
      fields,
      pages: files.map((size, at) => ({ length: of[at]![0], words: of[at]![1], file: next(size) })),
      words: words.map(next),
      others: new Map(others.map(([path, length]) => [path, next(length)])),
      filters: new Map(filters.map(([filter, values]) => [filter, new Map(values)])),
    },
  };
}
