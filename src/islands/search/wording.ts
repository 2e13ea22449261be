import type { Outcome } from '../../search/query/engine.ts';

/** The words in which the search speaks of what it found. */
const list = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** How many were found, for the eye and for screen readers. */
export function countWords({ total, query, unanswered }: Outcome): string {
  if (unanswered) return `No page answers “${query.trim()}”.`;
  if (total === 0) return `No results for “${query.trim()}”.`;
  return total === 1 ? '1 result' : `${total} results`;
}

/** Says which words no page has; null when every word was found, or none: then "No results" says it. */
export function missingWords({ unknown, used, total, unanswered }: Outcome): { words: string; shown: boolean } | null {
  if (unknown.length === 0 || used.length === 0) return null;
  return { words: list.format([...new Set(unknown)]), shown: total > 0 && !unanswered };
}

/** Says which telling words none of the first pages has beside the others; null when one has nearly all of them. */
export const unmetWords = ({ unmet }: Outcome): string | null => (unmet.length > 0 ? list.format(unmet) : null);

export const failure = 'The search could not be loaded.';

/** Said when an answer takes longer than {@link PATIENCE}. */
export const patience = 'Searching…';
/** How long an answer may take before the wait is spoken of (ms). */
export const PATIENCE = 600;
