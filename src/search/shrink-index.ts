import { createHash } from 'node:crypto';
import { encodeArray, encodeText, items, text } from './cbor.ts';
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
const partSize = (words: readonly Word[]) =>
  Math.min(12_000, Math.max(800, words.reduce((sum, { bytes }) => sum + bytes.length, 0) / 130));
export const SIGNATURE = Buffer.from('pagefind_dcd');
export const FORMAT = '1.5.2';
export const ENTRY = 'pagefind-entry.json';

export interface Entry {
  version: string;
  languages: Record<string, { hash: string; page_count: number }>;
}

/** Files of an index by their path in its folder. */
export type IndexFiles = Map<string, Buffer>;

/**
 * @param files changed in place; what is read here is unpacked
 * @param vocabulary every word of the index, as it stands in texts
 * @throws when the index has another format
 */
export function shrinkIndex(files: IndexFiles, vocabulary: Iterable<string>): void {
  const unsearched = unsearchedOf(vocabulary);
  const entry = JSON.parse(files.get(ENTRY)!.toString()) as Entry;
  if (entry.version !== FORMAT)
    throw new Error(`The index has the format of Pagefind ${entry.version}, not ${FORMAT}.`);
  for (const language of Object.values(entry.languages)) {
    const meta = items(take(files, `pagefind.${language.hash}.pf_meta`));
    const prefix = language.hash.split('_')[0]!;
    const words = items(meta[2]!)
      .flatMap((part) => readWords(take(files, partPath(text(items(part)[2]!)))))
      .filter(({ word }) => !unsearched.has(word));
    const parts = divide(words);
    const name = numbered(`${prefix}_${hashOf([meta[1]!, ...parts.map(bytesOf)])}`);
    meta[1] = encodeArray(items(meta[1]!).map((line, at) => renamePage(files, name(at), line)));
    meta[2] = encodeArray(parts.map((part, at) => addPart(files, name(at), part)));
    meta[3] = encodeArray(inOrder(items(meta[3]!)).map((line) => settleFilter(files, prefix, line)));
    const bytes = Buffer.concat([SIGNATURE, encodeArray(meta)]);
    language.hash = `${prefix}_${hashOf([bytes])}`;
    files.set(`pagefind.${language.hash}.pf_meta`, bytes);
  }
  files.set(ENTRY, Buffer.from(JSON.stringify(entry)));
}

export const partPath = (name: string) => `index/${name}.pf_index`;
const pagePath = (name: string) => `fragment/${name}.pf_fragment`;
export const filterPath = (name: string) => `filter/${name}.pf_filter`;

interface Word {
  word: string;
  bytes: Buffer;
}

/** The words of a part of the index. */
function readWords(part: Buffer): Word[] {
  const [list] = items(part);
  return items(list!).map((bytes) => ({ word: text(items(bytes)[0]!), bytes }));
}

/** Stop words as the index has them, whole or as stems, but for those that are stems of other words too: "ill" of "illness". */
function unsearchedOf(vocabulary: Iterable<string>): Set<string> {
  const found = new Set(stopWords.flatMap((word) => [word, stem(word)]));
  for (const word of vocabulary) if (classify(word) !== 'stop') found.delete(stem(word));
  return found;
}

function divide(words: readonly Word[]): Word[][] {
  const most = partSize(words);
  const parts: Word[][] = [];
  let size = Infinity;
  for (const each of words) {
    if (size + each.bytes.length > most) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)!.push(each);
    size += each.bytes.length;
  }
  return parts;
}

const numbered = (hash: string) => (at: number) => hash + at.toString(36);

/** Gives a page's line in the table of contents: name, words. Its name so far is a hash of the page. */
function renamePage(files: IndexFiles, name: string, line: Buffer): Buffer {
  const [given, words] = items(line);
  const from = pagePath(text(given!));
  files.set(pagePath(name), files.get(from)!);
  files.delete(from);
  return encodeArray([encodeText(name), words!]);
}

const bytesOf = (part: readonly Word[]) =>
  Buffer.concat([SIGNATURE, encodeArray([encodeArray(part.map(({ bytes }) => bytes))])]);

/** Adds a part; gives its line in the table of contents: first word, last word, name. */
function addPart(files: IndexFiles, name: string, words: readonly Word[]): Buffer {
  files.set(partPath(name), bytesOf(words));
  return encodeArray([words[0]!.word, words.at(-1)!.word, name].map(encodeText));
}

/** Pagefind writes a filter's values in no fixed order. Gives the line in the table of contents: filter, name. */
function settleFilter(files: IndexFiles, prefix: string, line: Buffer): Buffer {
  const [filter, given] = items(line);
  const [, values] = items(take(files, filterPath(text(given!))));
  const bytes = Buffer.concat([SIGNATURE, encodeArray([filter!, encodeArray(inOrder(items(values!)))])]);
  const name = `${prefix}_${hashOf([bytes])}`;
  files.set(filterPath(name), bytes);
  return encodeArray([filter!, encodeText(name)]);
}

/** Each of these arrays begins with its name. */
const inOrder = (named: readonly Buffer[]) =>
  named
    .map((bytes) => ({ bytes, name: text(items(bytes)[0]!) }))
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ bytes }) => bytes);

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
