import { audiences } from '../../schemas/taxonomy.ts';
import { filterNames, filterWord, HEADING_SUFFIX, isPartHeading } from '../markup.ts';
import type { Filters, Hit, Page, SearchIndex } from './search-index.ts';
import { PAGEFIND_RANKING } from './weights.ts';

/** A page as Pagefind gives it. */
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
  search(term: string): Promise<{ results: PagefindResult[] }>;
}

/** The module `pagefind/pagefind.js` of a built site, as far as it is used. */
export interface PagefindModule {
  createInstance(options: object): PagefindInstance;
}

/** Answers from a built index at `basePath`. Each word and each page is read once. */
export function pagefindIndex(pagefind: PagefindModule, basePath: string): SearchIndex {
  // Its own worker is not used: all of this runs in one, together with the query layer.
  const instance = pagefind.createInstance({ basePath, noWorker: true, metaCacheTag: '', ranking: PAGEFIND_RANKING });
  const searches = new Map<string, Promise<readonly Hit[]>>();
  const having = new Map<string, Promise<ReadonlySet<string>>>();
  const pages = new Map<string, Promise<Page>>();
  const readers = new Map<string, () => Promise<PagefindFragment>>();

  /** Ids of the pages that have this value of a filter. */
  const idsWith = (word: string) =>
    remember(having, word, async () => {
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

  function hits(word: string, filters: Filters): Promise<readonly Hit[]> {
    const key = JSON.stringify([word, filters]);
    return remember(searches, key, () => find(word, filters));
  }

  return {
    hits,
    // Unquoted, a word that no page has would be taken for the longest one that it begins with.
    has: async (word) => (await hits(`"${word}"`, {})).length > 0,
    page(id) {
      const read = readers.get(id);
      if (!read) throw new Error(`Page ${id} is in no result.`);
      return remember(pages, id, async () => pageOf(await read()));
    },
  };
}

/** Keeps what was found, but not a failure: the next try asks again. */
function remember<T>(kept: Map<string, Promise<T>>, key: string, make: () => Promise<T>): Promise<T> {
  const known = kept.get(key);
  if (known) return known;
  const made = make();
  kept.set(key, made);
  made.catch(() => kept.delete(key));
  return made;
}

function pageOf({ url, content, meta, anchors }: PagefindFragment): Page {
  const filters = meta['filters']?.split(' ') ?? [];
  return {
    url,
    title: meta['title'] ?? '',
    audience: audiences.filter((audience) => filters.includes(filterWord('audience', audience))),
    words: content.split(/\s+/),
    anchors: anchors.filter(isPartHeading).map(({ element, id, text, location }) => ({
      id: id.slice(0, -HEADING_SUFFIX.length),
      title: text.trim(),
      at: location,
      level: Number(element[1]),
    })),
  };
}
