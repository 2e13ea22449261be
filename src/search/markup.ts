/**
 * What a page says to the search, as attribute values that layouts spread into their elements.
 *
 * - A page is found when its `main` carries {@link SEARCHED}. Articles and standing pages do; lists, `/tips/`, `/search/` and 404 do not.
 * - A part of a page is found as a place of its own when it is an element with an `id` and its heading's id is `<id>-title`.
 * - Navigation, buttons and links to related articles carry {@link UNSEARCHED}.
 */
export const SEARCHED = { 'data-pagefind-body': '' } as const;
export const UNSEARCHED = { 'data-pagefind-ignore': '' } as const;

/** Labels inside tips and challenges that are no part of their text. */
export const labels = ['[data-tip] > p:first-child', '[data-challenge] > .voice > p:first-child'] as const;

/** What the id of a part's heading has after the part's own id; a result links to the part. */
export const HEADING_SUFFIX = '-title';

/** True of the headings that begin a part, among all places of a page that have an address. */
export const isPartHeading = ({ element, id }: { element: string; id: string }) =>
  /^h[2-6]$/.test(element) && id.endsWith(HEADING_SUFFIX);

/** Values a reader can narrow the results by. */
export const filterNames = ['topic', 'audience', 'stage'] as const;
export type FilterName = (typeof filterNames)[number];

/** Everyday words of an article that its text does not use, as attributes of an element of it: found, never shown. */
export function searchWordsMarkup(words: readonly string[]) {
  return words.length === 0 ? {} : { 'data-also': words.join(', '), 'data-pagefind-meta': 'also[data-also]' };
}

/** Metadata of pages, as Pagefind sorts it: the words above, and what it takes from every page. */
export const META: readonly string[] = ['also', 'image', 'image_alt', 'title'];
