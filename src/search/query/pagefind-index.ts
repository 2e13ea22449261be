import { audiences } from '../../schemas/taxonomy.ts';
import {
  ASKED_END,
  ASKED_ORDER,
  ASKED_SUFFIX,
  filterNames,
  filterWord,
  isPartHeading,
  sectionOf,
  WHOLE_PAGE,
} from '../markup.ts';
import type { Filters, Hit, Page, SearchIndex } from './search-index.ts';
import { unsigned } from './stop-words.ts';
import { PAGEFIND_RANKING } from './weights.ts';
import { wordsOf } from './words.ts';

/** A page as Pagefind returns it. */
export interface PagefindFragment {
  url: string;
  content: string;
  meta: Record<string, string>;
  anchors: { element: string; id: string; text: string; location: number }[];
}

interface PagefindResult {
  id: string;
  score: number;
  words: number[];
  matchedMetaFields?: string[];
  data(): Promise<PagefindFragment>;
}

interface PagefindInstance {
  search(term: string | null, options?: object): Promise<{ results: PagefindResult[] }>;
}

/** The part of a built site's `pagefind/pagefind.js` that the search uses. */
export interface PagefindModule {
  createInstance(options: object): PagefindInstance;
}

/** Returns the search index built at `basePath`. It reads each word and each page once. */
export function pagefindIndex(pagefind: PagefindModule, basePath: string): SearchIndex {
  // Pagefind's own worker is off, because this code already runs in one.
  const instance = pagefind.createInstance({ basePath, noWorker: true, metaCacheTag: '', ranking: PAGEFIND_RANKING });
  const searches = new Map<string, Promise<readonly Hit[]>>();
  const having = new Map<string, Promise<ReadonlySet<string>>>();
  const pages = new Map<string, Promise<Page>>();
  const readers = new Map<string, () => Promise<PagefindFragment>>();
  let asked: Promise<readonly string[]> | undefined;

  /** Returns the ids of the pages that have a filter's word. */
  const idsWith = (word: string) =>
    fromCache(having, word, async () => {
      const { results } = await instance.search(`"${word}"`);
      return new Set(results.map(({ id }) => id));
    });

  async function find(word: string, filters: Filters): Promise<readonly Hit[]> {
    const wanted = filterNames.flatMap((name) => (filters[name] === undefined ? [] : filterWord(name, filters[name])));
    const [{ results }, ...sets] = await Promise.all([instance.search(word), ...wanted.map(idsWith)]);
    const narrowed = results.filter(({ id }) => sets.every((ids) => ids.has(id)));
    return narrowed.map((result) => {
      const { id, score, words, matchedMetaFields = [] } = result;
      readers.set(id, () => result.data());
      return {
        page: id,
        score,
        places: words,
        inTitle: matchedMetaFields.includes('title'),
        isAlso: matchedMetaFields.includes('also'),
      };
    });
  }

  /** Pages that the order does not know are left out. */
  async function inOrder(): Promise<readonly string[]> {
    const { results } = await instance.search(null, { sort: { [ASKED_ORDER]: 'asc' } });
    return results.map(({ id }) => id);
  }

  function hits(word: string, filters: Filters): Promise<readonly Hit[]> {
    const key = JSON.stringify([word, filters]);
    return fromCache(searches, key, () => find(word, filters));
  }

  return {
    hits,
    page(id) {
      const read = readers.get(id);
      if (!read) throw new Error(`Page ${id} is in no result.`);
      return fromCache(pages, id, async () => pageOf(await read()));
    },
    asked: () => (asked ??= inOrder()),
  };
}

/** Returns the cached promise for a key, or makes it. A rejected one is removed, so that the next call tries again. */
function fromCache<T>(cache: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = cache.get(key);
  if (known) return known;
  const made = make();
  cache.set(key, made);
  made.catch(() => cache.delete(key));
  return made;
}

/** Reads a page. The text of its questions is part of its content; {@link Page} has them apart. */
function pageOf({ url, content, meta, anchors }: PagefindFragment): Page {
  const filters = meta['filters']?.split(' ') ?? [];
  const asked = anchors
    .filter(({ id }) => id.endsWith(ASKED_SUFFIX))
    .map(({ id, text, location }) => ({
      section: id.slice(0, -ASKED_SUFFIX.length),
      questions: unsigned(text).split(ASKED_END).map(wordsOf).filter(isFilled),
      from: location,
      to: location + text.split(/\s+/).filter(Boolean).length,
    }));
  const words = content.split(/\s+/);
  for (const { from, to } of asked.toSorted((a, b) => b.from - a.from)) words.splice(from, to - from);
  const askedBefore = (at: number) => asked.reduce((sum, { from, to }) => sum + (from < at ? to - from : 0), 0);
  const questionsOf = (section: string) => asked.find((each) => each.section === section)?.questions ?? [];
  return {
    url,
    title: meta['title'] ?? '',
    audience: audiences.filter((audience) => filters.includes(filterWord('audience', audience))),
    topics: filters.filter((filter) => filter.startsWith(topicStart)),
    words,
    questions: questionsOf(WHOLE_PAGE),
    anchors: anchors.filter(isPartHeading).map(({ element, id, text, location }) => ({
      id: sectionOf(id),
      title: text.trim(),
      at: location - askedBefore(location),
      level: Number(element[1]),
      questions: questionsOf(sectionOf(id)),
    })),
  };
}

/** The start of the filter word of every topic. */
const topicStart = filterWord('topic', '').slice(0, -1);

const isFilled = (list: readonly unknown[]) => list.length > 0;
