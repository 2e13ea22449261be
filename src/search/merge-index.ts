/**
 * Puts Pagefind's indexes of parts of a site together to the one that it would make of the whole, so that a build has only those pages
 * indexed that changed. What an index says of one page does not depend on others, but for the page's number. For the format of 1.5.2, as
 * shrink-index.ts.
 */
import { encodeArray, encodeNumber, encodeText, items, number, text } from './cbor.ts';
import { ENTRY, filterPath, partPath, SIGNATURE, take, type Entry, type IndexFiles } from './shrink-index.ts';

/** An index, and where its pages stand in the whole, by their number; undefined for those that are gone. */
export interface Part {
  files: IndexFiles;
  places: readonly (number | undefined)[];
}

/** Places of pages, each with what follows the page's number. */
type Places = { place: number; rest: Buffer }[];

/** The index of the whole, its words in one part; undefined where the parts cannot be put together. Takes out of the parts what it reads. */
export function mergeIndexes(parts: readonly Part[]): IndexFiles | undefined {
  const language = (files: IndexFiles) => (JSON.parse(files.get(ENTRY)!.toString()) as Entry).languages['en']!.hash;
  const metas = parts.map(({ files }) => items(take(files, `pagefind.${language(files)}.pf_meta`)));
  const [version, , , , , fields] = metas[0]!;
  // By their numbers the words of titles and of what is only searched are told apart.
  if (metas.some((meta) => !meta[5]!.equals(fields!) || items(meta[4]!).length > 0)) return undefined;

  const files: IndexFiles = new Map();
  const pages: Buffer[] = [];
  const words = new Map<string, { places: Places; variants: Map<string, Places> }>();
  const filters = new Map<string, Map<string, number[]>>();
  parts.forEach(({ files: own, places }, part) => {
    const meta = metas[part]!;
    const moved = (list: Buffer): Places => placesOf(list, places);
    items(meta[1]!).forEach((page, at) => {
      const name = `fragment/${text(items(page)[0]!)}.pf_fragment`;
      const place = places[at];
      if (place === undefined) own.delete(name);
      else pages[place] = page;
    });
    for (const line of items(meta[2]!)) {
      const [list] = items(take(own, partPath(text(items(line)[2]!))));
      for (const [word, found, variants] of items(list!).map((each) => items(each))) {
        const known = at(words, text(word!), () => ({ places: [], variants: new Map<string, Places>() }));
        known.places.push(...moved(found!));
        for (const [form, places] of items(variants!).map((each) => items(each)))
          at(known.variants, text(form!), () => []).push(...moved(places!));
      }
    }
    for (const line of items(meta[3]!)) {
      const [name, values] = items(take(own, filterPath(text(items(line)[1]!))));
      const known = at(filters, text(name!), () => new Map<string, number[]>());
      for (const [value, list] of items(values!).map((each) => items(each))) {
        const found = items(list!).map((page) => places[number(page)]);
        at(known, text(value!), () => []).push(...found.filter((place) => place !== undefined));
      }
    }
    for (const [name, bytes] of own) files.set(name, bytes);
  });

  // A page's file is named by the beginning of its hash, a longer one where two pages begin alike in the same index.
  const names = new Set(pages.map((page) => text(items(page)[0]!)));
  if (names.size < pages.length || new Set([...names].map(({ length }) => length)).size > 1) return undefined;

  const list = [...words].map(([word, { places, variants }]) => {
    const forms = [...variants].filter(([, { length }]) => length > 0).map(([form, each]) => listed(form, each));
    return {
      word: Buffer.from(word),
      isFound: places.length + forms.length > 0,
      bytes: listed(word, places, encodeArray(forms)),
    };
  });
  const found = list.filter(({ isFound }) => isFound).sort((a, b) => a.word.compare(b.word));
  files.set(partPath(WHOLE), signed([encodeArray(found.map(({ bytes }) => bytes))]));
  const filterLines = [...filters].map(([name, values]) => {
    const lines = [...values]
      .filter(([, { length }]) => length > 0)
      .map(([value, list]) =>
        encodeArray([encodeText(value), encodeArray(list.sort((a, b) => a - b).map(encodeNumber))]),
      );
    files.set(filterPath(name), signed([encodeText(name), encodeArray(lines)]));
    return encodeArray([encodeText(name), encodeText(name)]);
  });
  const entry = JSON.parse(files.get(ENTRY)!.toString()) as Entry;
  entry.languages['en'] = { ...entry.languages['en']!, hash: `en_${WHOLE}`, page_count: pages.length };
  files.set(ENTRY, Buffer.from(JSON.stringify(entry)));
  const chunk = encodeArray([encodeText(''), encodeText(''), encodeText(WHOLE)]);
  const meta = [version!, encodeArray(pages), encodeArray([chunk]), encodeArray(filterLines), encodeArray([]), fields!];
  files.set(`pagefind.en_${WHOLE}.pf_meta`, signed(meta));
  return files;
}

const WHOLE = 'whole';

const signed = (parts: readonly Buffer[]) => Buffer.concat([SIGNATURE, encodeArray(parts)]);

/** The value of a key, made where there is none. */
function at<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key) ?? make();
  map.set(key, known);
  return known;
}

/** Of a word's pages, whose numbers are each counted from the one before, those that are still there. */
function placesOf(list: Buffer, places: readonly (number | undefined)[]): Places {
  let page = 0;
  return items(list).flatMap((entry) => {
    const [own] = items(entry);
    page += number(own!);
    const place = places[page];
    return place === undefined ? [] : [{ place, rest: entry.subarray(TRIPLE.length + own!.length) }];
  });
}

/** Text, its pages in their order, and what comes after. */
function listed(name: string, places: Places, ...after: Buffer[]): Buffer {
  let before = 0;
  const entries = places
    .sort((a, b) => a.place - b.place)
    .map(({ place, rest }) => {
      const own = encodeNumber(place - before);
      before = place;
      return Buffer.concat([TRIPLE, own, rest]);
    });
  return encodeArray([encodeText(name), encodeArray(entries), ...after]);
}

/** Head of an array of three: a page's number, where the word stands in its text, and where in its titles. */
const TRIPLE = Buffer.from([0x83]);
