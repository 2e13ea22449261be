/**
 * Puts Pagefind's indexes of parts of a site together to that of the whole, so that pages can be indexed while others are on their way, and only
 * those that changed. What an index says of one page does not depend on others, but for the numbers of the page and of the fields of its
 * metadata. For the format of 1.5.2, as shrink-index.ts.
 */
import { gunzipSync } from 'node:zlib';
import { end, inside, items, lengthOf, number, text, Writer } from './cbor.ts';
import { META } from './markup.ts';
import { readOf, type PagefindFragment } from './pagefind-index.ts';
import {
  ENTRY,
  filterPath,
  FORMAT,
  LANGUAGE,
  pagePath,
  partPath,
  SIGNATURE,
  take,
  wordOf,
  type Entry,
  type IndexFiles,
} from './shrink-index.ts';
import { wordsOfPage } from './vocabulary.ts';

export interface IndexedPage {
  /** How many words it has. */
  length: number;
  /** The different ones, as they stand in its text. */
  words: readonly string[];
  /** What is read of it, unpacked for the host to pack: three quarters of what Pagefind sends. */
  file: Buffer;
}

/** An index of pages, taken apart. */
export interface PageIndex {
  /** Fields of metadata, whose numbers here tell words of titles from what is only searched. */
  fields: readonly string[];
  /** In the order of their numbers. */
  pages: readonly IndexedPage[];
  /** In the order of their bytes: what Pagefind writes of a word, [word, pages, [form, pages]…]. */
  words: readonly Buffer[];
  /** filter → value → numbers of the pages that have it, ascending. */
  filters: ReadonlyMap<string, ReadonlyMap<string, readonly number[]>>;
  /** Pagefind's programs, and what it reads first. */
  others: IndexFiles;
}

/** The address that Pagefind gives to a file of the site's folder. */
const urlOf = (file: string) => `/${file.replace(/(^|\/)index\.html$/, '$1')}`;

/**
 * Takes an index apart; `files` keeps what is no index.
 * @param pages files of the pages that Pagefind was handed, in that order, by which it numbers them
 * @throws when it has another format or other pages
 */
export function readIndex(files: IndexFiles, pages: readonly string[]): PageIndex {
  const { version, languages } = JSON.parse(files.get(ENTRY)!.toString()) as Entry;
  if (version !== FORMAT) throw new Error(`The index has the format of Pagefind ${version}, not ${FORMAT}.`);
  const hash = languages[LANGUAGE]?.hash;
  if (hash === undefined) throw new Error(`${pages.join(', ')}: Pagefind finds no text on any of them`);
  const [, lines, parts, filters, , fields] = items(take(files, `pagefind.${hash}.pf_meta`));
  return {
    fields: items(fields!).map((field) => text(field)),
    pages: readPages(files, items(lines!), pages),
    words: items(parts!).flatMap((part) => items(items(take(files, partPath(text(items(part)[2]!))))[0]!)),
    filters: new Map(
      items(filters!).map((line) => {
        const [filter, values] = items(take(files, filterPath(text(items(line)[1]!))));
        const lines = items(values!).map((each) => items(each));
        const found = lines.map(([value, list]) => [text(value!), items(list!).map((page) => number(page))] as const);
        return [text(filter!), new Map(found)];
      }),
    ),
    others: files,
  };
}

function readPages(files: IndexFiles, lines: readonly Buffer[], pages: readonly string[]): IndexedPage[] {
  const read = lines.map((line) => {
    const [name, length] = items(line);
    const path = pagePath(text(name!));
    const packed = gunzipSync(files.get(path)!).subarray(SIGNATURE.length);
    files.delete(path);
    return { length: number(length!), page: JSON.parse(packed.toString()) as PagefindFragment };
  });
  const urls = read.map(({ page }) => page.url);
  const missing = pages.filter((file) => !urls.includes(urlOf(file)));
  if (missing.length > 0) throw new Error(missing.map((file) => `${file}: Pagefind finds no text on it`).join('\n  '));
  const other = pages.find((file, at) => urls[at] !== urlOf(file));
  if (other !== undefined) throw new Error(`${other}: Pagefind has another page in its place`);
  return read.map(({ length, page }) => ({
    length,
    words: wordsOfPage([page.content, page.meta['title'] ?? '', page.meta['also'] ?? ''].join('\n')),
    file: Buffer.concat([SIGNATURE, Buffer.from(JSON.stringify(readOf(page)))]),
  }));
}

/** An index, and which numbers its pages have in the whole, by their own; undefined for those that are gone. */
export interface Part {
  index: PageIndex;
  places: readonly (number | undefined)[];
}

/** The index of the whole. @throws where a page has metadata that the search does not know */
export function mergeIndexes(parts: readonly Part[]): PageIndex {
  const pages: PageIndex['pages'][number][] = [];
  const filters = new Map<string, Map<string, number[]>>();
  const words = new Map<string, { word: Buffer; sources: Source[] }>();
  for (const { index, places } of parts) {
    const fields = index.fields.some((field, at) => field !== META[at]) ? index.fields.map(fieldOf) : undefined;
    index.pages.forEach((page, at) => {
      const place = places[at];
      if (place !== undefined) pages[place] = page;
    });
    for (const [filter, values] of index.filters) {
      for (const [value, numbers] of values) {
        const here = numbers.map((page) => places[page]).filter((place) => place !== undefined);
        if (here.length === 0) continue;
        const known = at(filters, filter, () => new Map<string, number[]>());
        at(known, value, () => []).push(...here);
      }
    }
    for (const bytes of index.words) {
      const word = wordOf(bytes);
      at(words, word.toString('latin1'), () => ({ word, sources: [] })).sources.push({ bytes, places, fields });
    }
  }
  const writer = new Writer();
  const merged = [...words]
    .map(([, { word, sources }]) => ({ word: Buffer.from(text(word)), bytes: mergeWord(writer, word, sources) }))
    .filter(({ bytes }) => bytes !== undefined)
    .sort((a, b) => a.word.compare(b.word));
  for (const values of filters.values()) for (const numbers of values.values()) numbers.sort((a, b) => a - b);
  return { fields: META, pages, words: merged.map(({ bytes }) => bytes!), filters, others: parts[0]!.index.others };
}

function fieldOf(field: string): number {
  const at = META.indexOf(field);
  if (at === -1) throw new Error(`A page has “${field}” for metadata, which src/search/markup.ts does not name.`);
  return at;
}

/** The value of a key, made where there is none. */
function at<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

/** What one index says of a word. */
interface Source {
  bytes: Buffer;
  places: Part['places'];
  /** Numbers of its fields in the whole, where they are others. */
  fields: readonly number[] | undefined;
}

/** Of one page: where what follows its number begins, and where it ends. */
interface Found {
  source: Source;
  place: number;
  from: number;
  to: number;
}

/** The word with all its pages; undefined where none has it any more. */
function mergeWord(writer: Writer, word: Buffer, sources: readonly Source[]): Buffer | undefined {
  const found: Found[] = [];
  const forms = new Map<string, { form: Buffer; found: Found[] }>();
  for (const source of sources) {
    const { bytes } = source;
    const list = end(bytes, inside(bytes, 0));
    find(source, list, found);
    const variants = end(bytes, list);
    let start = inside(bytes, variants);
    for (let left = lengthOf(bytes, variants); left > 0; left -= 1) {
      const name = inside(bytes, start);
      const form = bytes.subarray(name, end(bytes, name));
      const known = at(forms, form.toString('latin1'), () => ({ form, found: [] }));
      find(source, end(bytes, name), known.found);
      start = end(bytes, start);
    }
  }
  const left = [...forms.values()].filter(({ found }) => found.length > 0).sort((a, b) => a.form.compare(b.form));
  if (found.length + left.length === 0) return undefined;
  writer.array(3);
  writer.copy(word);
  write(writer, found);
  writer.array(left.length);
  for (const { form, found } of left) {
    writer.array(2);
    writer.copy(form);
    write(writer, found);
  }
  return writer.take();
}

/** Adds the pages of a list that are still there. Their numbers are each counted from the one before. */
function find(source: Source, list: number, found: Found[]): void {
  const { bytes, places } = source;
  let start = inside(bytes, list);
  let page = 0;
  for (let left = lengthOf(bytes, list); left > 0; left -= 1) {
    const own = inside(bytes, start);
    page += number(bytes, own);
    const to = end(bytes, start);
    const place = places[page];
    if (place !== undefined) found.push({ source, place, from: end(bytes, own), to });
    start = to;
  }
}

function write(writer: Writer, found: Found[]): void {
  writer.array(found.length);
  let before = 0;
  for (const { source, place, from, to } of found.sort((a, b) => a.place - b.place)) {
    const { bytes, fields } = source;
    writer.array(3);
    writer.number(place - before);
    before = place;
    const meta = fields ? end(bytes, from) : to;
    writer.copy(bytes, from, meta);
    if (fields) writeMeta(writer, bytes, meta, fields);
  }
}

/** Where a word stands in metadata: below zero the number of a field, then how far from one place in it to the next. */
function writeMeta(writer: Writer, bytes: Buffer, list: number, fields: readonly number[]): void {
  const length = lengthOf(bytes, list);
  writer.array(length);
  let start = inside(bytes, list);
  for (let left = length; left > 0; left -= 1) {
    const value = number(bytes, start);
    writer.number(value < 0 ? -1 - fields[-1 - value]! : value);
    start = end(bytes, start);
  }
}
