/**
 * What a page says to the search, as attribute values that layouts spread into their elements.
 *
 * - A page is found when its `main` carries {@link SEARCHED}. Articles and standing pages do; lists, `/tips/`, `/search/` and 404 do not.
 * - A part of a page is found as a place of its own when it is an element with an `id` and its heading's id is `<id>-title`.
 * - Navigation, buttons, labels and links to related articles carry {@link UNSEARCHED}.
 */
export const SEARCHED = { 'data-pagefind-body': '' } as const;
export const UNSEARCHED = { 'data-pagefind-ignore': '' } as const;

/** What the id of a part's heading has after the part's own id; a result links to the part. */
export const HEADING_SUFFIX = '-title';

/** True of the headings that begin a part, among all places of a page that have an address. */
export const isPartHeading = ({ element, id }: { element: string; id: string }) =>
  /^h[2-6]$/.test(element) && id.endsWith(HEADING_SUFFIX);

/** Values a reader can narrow the results by. */
export const filterNames = ['topic', 'audience', 'stage'] as const;
export type FilterName = (typeof filterNames)[number];

/** Everyday words of an article and the values by which it can be narrowed. */
export interface SearchMetadata {
  /** Words that the article's text does not use: found, never shown. */
  words: readonly string[];
  filters: Partial<Record<FilterName, readonly string[]>>;
}

/**
 * The attributes of an article's heading that carry its metadata. Filters are words of metadata, not Pagefind's own filters: it writes those in
 * no fixed order, so that two builds of the same pages would differ.
 */
export const searchMarkup = ({ words, filters }: SearchMetadata) => ({
  'data-also': words.join(', '),
  'data-filters': filterNames
    .flatMap((name) => (filters[name] ?? []).map((value) => filterWord(name, value)))
    .join(' '),
  'data-pagefind-meta': 'also[data-also], filters[data-filters]',
});

/** A filter's value as a word that nobody types and that has no other forms. */
export const filterWord = (name: FilterName, value: string): string => `zz${name}${value.replace(/\W/g, '')}0`;
