/**
 * The attributes that tell the search index what to read; layouts spread them into their elements.
 *
 * - A page is indexed when its `main` has {@link SEARCHED}. Articles and standing pages do; lists, `/tips/`, `/search/` and 404 do not.
 * - A section of a page is a result of its own when its heading has an id: the section's own id, or that with {@link HEADING_SUFFIX}.
 * - Navigation, buttons, labels and links to related articles have {@link UNSEARCHED}.
 */
export const SEARCHED = { 'data-pagefind-body': '' } as const;
export const UNSEARCHED = { 'data-pagefind-ignore': '' } as const;

/** Ends the id of an article's heading, after the section's own id. Headings of standing pages have the id itself. A result links to the section. */
export const HEADING_SUFFIX = '-title';

/** Returns the id of the section that a heading begins. */
export const sectionOf = (headingId: string): string =>
  headingId.endsWith(HEADING_SUFFIX) ? headingId.slice(0, -HEADING_SUFFIX.length) : headingId;

/** True for the heading of a section, among all elements of a page that have an id. */
export const isPartHeading = ({ element }: { element: string }) => /^h[2-6]$/.test(element);

/** The key for a page as a whole, in place of a section's id. */
export const WHOLE_PAGE = 'page';
/** Ends the id of the element that holds what people ask when they need a section, after the section's id. Only the index has this element. */
export const ASKED_SUFFIX = '-asked';
/** The order of the pages with questions, which Pagefind gives by this name. */
export const ASKED_ORDER = 'asked';
/** Ends each of those questions. */
export const ASKED_END = '‖';

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
