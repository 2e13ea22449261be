/** The index file that the browser reads first. Besides Pagefind's own entry, only this one has a fixed name. */
export interface SearchManifest {
  /** Name of the vocabulary file, beside the manifest. */
  vocabulary: string;
  /** Files that every query needs, so the browser can load them at once. */
  first: string[];
}

export const MANIFEST = 'search.json';

/** Results shown first; each reads one page. */
export const FIRST_CARDS = 5;
