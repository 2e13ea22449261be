import type { SearchOutcome } from '../../search/query/engine.ts';

const list = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/**
 * Returns the number of results in words, shown and announced.
 * @param answered true when an answer about the schemes stands above them
 */
export function resultsWords({ total, query, unanswered }: SearchOutcome, answered = false): string {
  if (answered) return total === 0 ? 'One answer' : `One answer, and ${total === 1 ? '1 result' : `${total} results`}`;
  if (unanswered) return `No page answers “${query.trim()}”.`;
  if (total === 0) return `No results for “${query.trim()}”.`;
  return total === 1 ? '1 result' : `${total} results`;
}

/** Returns the words that no page has; null when all were found, or none, which "No results" covers. */
export function missingWords({
  unknown,
  used,
  total,
  unanswered,
}: SearchOutcome): { words: string; shown: boolean } | null {
  if (unknown.length === 0 || used.length === 0) return null;
  return { words: list.format([...new Set(unknown)]), shown: total > 0 && !unanswered };
}

/** Returns the important words that none of the first pages has together with the others; null when one has nearly all. */
export const unmetWords = ({ unmet }: SearchOutcome): string | null => (unmet.length > 0 ? list.format(unmet) : null);

export const failure = 'The search could not be loaded.';

/** Shown when a reply takes longer than {@link PATIENCE}. */
export const patience = 'Searching…';
/** Milliseconds after which the wait is shown. */
export const PATIENCE = 600;
