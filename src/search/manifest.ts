/** The index file that the browser reads first. Besides Pagefind's own entry, only this one has a fixed name. */
export interface SearchManifest {
  /** Name of the vocabulary file, beside the manifest. */
  vocabulary: string;
  /** Pagefind's files that every query needs, so the browser can load them at once. */
  first: string[];
}

export const MANIFEST = 'search.json';

/** Pagefind's entry, with the tag that it adds for `metaCacheTag: ''`. */
export const ENTRY = 'pagefind-entry.json?ts=';

/** Results shown first; each reads one page. */
export const FIRST_CARDS = 5;
