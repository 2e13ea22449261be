import type { Card } from '../../search/query/engine.ts';
import { search } from './client.ts';

/** Smallest number of words that is searched for. */
const FEWEST_WORDS = 3;

/**
 * Returns at most three articles and tips that may answer a question while it is being written, best first. Empty for fewer words, for a
 * query that asks for help, and when the search fails.
 */
export async function whatMayHelp(text: string): Promise<readonly Card[]> {
  if (text.trim().split(/\s+/).length < FEWEST_WORDS) return [];
  const { support, outcome } = await search()({ query: text, typing: true, limit: 3 });
  return support.length > 0 || !outcome || outcome.unanswered ? [] : outcome.cards;
}
