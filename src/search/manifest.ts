/** Where the browser begins: the only file of the index, beside Pagefind's own entry, with a fixed name. */
export interface SearchManifest {
  /** Name of the vocabulary file, beside the manifest. */
  vocabulary: string;
  /** Files the browser needs whatever the query is, so that it can ask for them at once. */
  first: string[];
}

export const MANIFEST = 'search.json';

/** Pages read for a first answer. */
export const FIRST_CARDS = 5;
