import { createHash } from 'node:crypto';
import { encodeArray, encodeNumber, encodeText, end, inside, text } from './cbor.ts';
import type { IndexedPage, PageIndex } from './merge-index.ts';
import { stem } from './stem.ts';
import { classify, stopWords } from './stop-words.ts';

/**
 * Makes of Pagefind's index what the query layer needs: without the words that it never searches, in smaller parts, so that a query
 * reads only what it asks for, and in one order for the same pages. Pagefind itself has no setting for any of these. Written for the format of
 * 1.5.2, which the lock file pins. A file's name is a hash of what is in it; those of parts and pages are one hash of them all and a number,
 * because each stands in the table of contents: among 10,000 pages hashes of their own were two thirds of it.
 */

/**
 * Bytes of one part before compression; more only where a single word has more. Small parts make a query read little beside its own words;
 * many make the table of contents long, which every first query reads: so a small index has the smallest, a large one the largest.
 */
const partSize = (words: readonly Buffer[]) =>
  Math.min(12_000, Math.max(800, words.reduce((sum, { length }) => sum + length, 0) / 130));
export const SIGNATURE = Buffer.from('pagefind_dcd');
export const FORMAT = '1.5.2';
export const ENTRY = 'pagefind-entry.json';
/** The only one of an index here, and what the names of its files begin with. */
export const LANGUAGE = 'en';

export interface Entry {
  version: string;
  languages: Record<string, { hash: string; page_count: number }>;
}

/** Files of an index by their path in its folder. */
export type IndexFiles = Map<string, Buffer>;

/** The index's files. @param vocabulary every word of it, as it stands in texts */
export function shrinkIndex(
  { fields, pages, words, filters, others }: PageIndex,
  vocabulary: Iterable<string>,
): IndexFiles {
  const files: IndexFiles = new Map(others);
  const entry = JSON.parse(files.get(ENTRY)!.toString()) as Entry;
  const unsearched = unsearchedOf(vocabulary);
  const parts = divide(words.filter((word) => !unsearched.has(text(wordOf(word)))));
  const name = numbered(hashOf([...pages.map(({ file }) => file), ...parts.map(bytesOf)]));
  const pageLine = ({ length, file }: IndexedPage, at: number) => {
    files.set(pagePath(name(at)), file);
    return encodeArray([encodeText(name(at)), encodeNumber(length)]);
  };
  const partLine = (part: readonly Buffer[], at: number) => {
    files.set(partPath(name(at)), bytesOf(part));
    return encodeArray([...[part[0]!, part.at(-1)!].map(wordOf), encodeText(name(at))]);
  };
  const meta = signed([
    encodeText(FORMAT),
    encodeArray(pages.map(pageLine)),
    encodeArray(parts.map(partLine)),
    encodeArray(inOrder(filters).map(([filter, values]) => filterLine(files, filter, values))),
    encodeArray([]),
    encodeArray(fields.map(encodeText)),
  ]);
  const language = { ...entry.languages[LANGUAGE]!, hash: `${LANGUAGE}_${hashOf([meta])}`, page_count: pages.length };
  files.set(`pagefind.${language.hash}.pf_meta`, meta);
  files.set(ENTRY, Buffer.from(JSON.stringify({ ...entry, languages: { [LANGUAGE]: language } })));
  return files;
}

/** The word of what an index says of one: [word, …]. */
export function wordOf(bytes: Buffer): Buffer {
  const start = inside(bytes, 0);
  return bytes.subarray(start, end(bytes, start));
}

export const partPath = (name: string) => `index/${name}.pf_index`;
export const pagePath = (name: string) => `fragment/${name}.pf_fragment`;
export const filterPath = (name: string) => `filter/${name}.pf_filter`;

/** Stop words as the index has them, whole or as stems, but for those that are stems of other words too: "ill" of "illness". */
function unsearchedOf(vocabulary: Iterable<string>): Set<string> {
  const found = new Set(stopWords.flatMap((word) => [word, stem(word)]));
  for (const word of vocabulary) if (classify(word) !== 'stop') found.delete(stem(word));
  return found;
}

function divide(words: readonly Buffer[]): Buffer[][] {
  const most = partSize(words);
  const parts: Buffer[][] = [];
  let size = Infinity;
  for (const word of words) {
    if (size + word.length > most) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)!.push(word);
    size += word.length;
  }
  return parts;
}

const numbered = (hash: string) => (at: number) => `${LANGUAGE}_${hash}${at.toString(36)}`;

const signed = (parts: readonly Buffer[]) => Buffer.concat([SIGNATURE, encodeArray(parts)]);

const bytesOf = (part: readonly Buffer[]) => signed([encodeArray(part)]);

/** Adds a filter's file; gives its line in the table of contents. */
function filterLine(files: IndexFiles, filter: string, values: ReadonlyMap<string, readonly number[]>): Buffer {
  const lines = inOrder(values).map(([value, numbers]) =>
    encodeArray([encodeText(value), encodeArray(numbers.map(encodeNumber))]),
  );
  const bytes = signed([encodeText(filter), encodeArray(lines)]);
  const name = `${LANGUAGE}_${hashOf([bytes])}`;
  files.set(filterPath(name), bytes);
  return encodeArray([filter, name].map(encodeText));
}

/** Pagefind writes filters and their values in no fixed order. */
const inOrder = <T>(named: ReadonlyMap<string, T>) => [...named].sort(([a], [b]) => (a < b ? -1 : 1));

function hashOf(all: readonly Buffer[]): string {
  const hash = createHash('sha256');
  for (const bytes of all) hash.update(bytes);
  return hash.digest('hex').slice(0, 10);
}

/** Takes a file out of the index; gives what follows its signature. */
export function take(files: IndexFiles, path: string): Buffer {
  const bytes = files.get(path);
  files.delete(path);
  if (!bytes?.subarray(0, SIGNATURE.length).equals(SIGNATURE))
    throw new Error(`${path} is no unpacked file of the index.`);
  return bytes.subarray(SIGNATURE.length);
}
