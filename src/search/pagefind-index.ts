import { HEADING_SUFFIX, isPartHeading } from './markup.ts';
import type { Filters, Hit, Page, SearchIndex } from './search-index.ts';

/** A page as Pagefind keeps it. */
export interface PagefindFragment {
  url: string;
  content: string;
  meta: Record<string, string>;
  filters: Record<string, string[]>;
  anchors: { element: string; id: string; text: string; location: number }[];
}

/** What {@link pagefindIndex} reads of a page. */
export const readOf = ({ meta, filters, anchors, ...page }: PagefindFragment): PagefindFragment => ({
  ...page,
  meta: { title: meta['title'] ?? '' },
  filters: { audience: filters['audience'] ?? [] },
  anchors: anchors.filter(isPartHeading),
});

interface PagefindResult {
  id: string;
  score: number;
  words: number[];
  matchedMetaFields?: string[];
  data(): Promise<PagefindFragment>;
}

interface PagefindInstance {
  search(term: string, options: { filters: Filters }): Promise<{ results: PagefindResult[] }>;
}

/** The module `pagefind/pagefind.js` of a built site, as far as it is used. */
export interface PagefindModule {
  createInstance(options: object): PagefindInstance;
}

const ranking = {
  // A longer word that only begins like the one searched for is worth little.
  termSimilarity: 3,
  pageLength: 0.3,
  termSaturation: 1.6,
  // The layer weighs these itself: a rare word would count for more there than everything in the text.
  metaWeights: { title: 0, also: 0 },
};

/** Answers from a built index at `basePath`. Each word and each page is read once. */
export function pagefindIndex(pagefind: PagefindModule, basePath: string): SearchIndex {
  // Its own worker is not used: all of this runs in one, together with the query layer.
  const instance = pagefind.createInstance({ basePath, noWorker: true, metaCacheTag: '', ranking });
  const searches = new Map<string, Promise<readonly Hit[]>>();
  const pages = new Map<string, Promise<Page>>();
  const readers = new Map<string, () => Promise<PagefindFragment>>();

  async function find(word: string, filters: Filters): Promise<readonly Hit[]> {
    const { results } = await instance.search(word, { filters });
    return results.map((result) => {
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

function pageOf({ url, content, meta, filters, anchors }: PagefindFragment): Page {
  return {
    url,
    title: meta['title'] ?? '',
    audience: filters['audience'] ?? [],
    words: content.split(/\s+/),
    anchors: anchors.filter(isPartHeading).map(({ element, id, text, location }) => ({
      id: id.slice(0, -HEADING_SUFFIX.length),
      title: text.trim(),
      at: location,
      level: Number(element[1]),
    })),
  };
}
