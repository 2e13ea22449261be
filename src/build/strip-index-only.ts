/** What only the search index reads: a `div` with this attribute, and nothing nested in it but `span`s. */
const indexOnly = /<div [^>]*\bdata-index-only\b[^>]*>[\s\S]*?<\/div>/g;

/** A page without what was there for the indexer: readers do not download it. */
export const stripIndexOnly = (html: string): string => html.replace(indexOnly, '');
