import type { Card } from '../../search/query/engine.ts';
import { search } from './client.ts';

/** Fewer words are not yet a question. */
const FEWEST_WORDS = 3;

/**
 * Articles and tips that may answer a question while it is being written, best first, at most three. Empty while there is too little to go by, or when
 * the search does not work: it is an offer beside a form, never in its way.
 */
export async function whatMayHelp(text: string): Promise<readonly Card[]> {
  if (text.trim().split(/\s+/).length < FEWEST_WORDS) return [];
  const { support, outcome } = await search()({ query: text, typing: true, limit: 3 });
  return support.length > 0 || !outcome || outcome.unanswered ? [] : outcome.cards;
}
