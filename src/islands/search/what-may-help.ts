import type { Card } from '../../search/query/engine.ts';
import { asQuestion, whatHelps } from '../../search/query/what-helps.ts';
import { search } from './client.ts';

/** Smallest number of words that is searched for. */
const FEWEST_WORDS = 3;

/**
 * Returns the articles and tips that may answer a question while it is being written. Empty for fewer words, for a query that asks for help,
 * and when the search fails.
 * @param topics of articles to choose from; none for all
 */
export async function whatMayHelp(text: string, topics: readonly string[]): Promise<readonly Card[]> {
  if (text.trim().split(/\s+/).length < FEWEST_WORDS) return [];
  const { replaces, outcome } = await search({ query: text, ...asQuestion });
  return replaces || !outcome ? [] : whatHelps(outcome, topics);
}
