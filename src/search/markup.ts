/**
 * The attributes that tell the search index what to read; layouts spread them into their elements.
 *
 * - A page is indexed when its `main` has {@link SEARCHED}. Articles and standing pages do; lists, `/tips/`, `/search/` and 404 do not.
 * - A section of a page is a result of its own when it is an element with an `id` and its heading's id is `<id>-title`.
 * - Navigation, buttons, labels and links to related articles have {@link UNSEARCHED}.
 */
export const SEARCHED = { 'data-pagefind-body': '' } as const;
export const UNSEARCHED = { 'data-pagefind-ignore': '' } as const;

/** Ends the id of a section's heading, after the section's own id. A result links to the section. */
export const HEADING_SUFFIX = '-title';

/** True for the heading of a section, among all elements of a page that have an id. */
export const isPartHeading = ({ element, id }: { element: string; id: string }) =>
  /^h[2-6]$/.test(element) && id.endsWith(HEADING_SUFFIX);

/** Filters that narrow the results. */
export const filterNames = ['topic', 'audience', 'stage'] as const;
export type FilterName = (typeof filterNames)[number];

/** An article's everyday words and filter values. */
export interface SearchMetadata {
  /** Words that the article's text does not use. They are searched but never shown. */
  words: readonly string[];
  filters: Partial<Record<FilterName, readonly string[]>>;
}

/**
 * Returns the attributes that put an article's metadata on its heading. Filters are words of metadata, not Pagefind's own filters: it writes those in
 * no fixed order, so that two builds of the same pages would differ.
 */
export const searchMarkup = ({ words, filters }: SearchMetadata) => ({
  'data-also': words.join(', '),
  'data-filters': filterNames
    .flatMap((name) => (filters[name] ?? []).map((value) => filterWord(name, value)))
    .join(' '),
  'data-pagefind-meta': 'also[data-also], filters[data-filters]',
});

/** Returns a filter's value as a word that nobody types and that has no other forms. */
export const filterWord = (name: FilterName, value: string): string => `zz${name}${value.replace(/\W/g, '')}0`;
