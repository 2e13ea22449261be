import type { Card } from '../../search/query/engine.ts';
import { asQuestion, whatHelps } from '../../search/query/what-helps.ts';
import type { Reply } from './answerer.ts';
import { search } from './client.ts';

/** Smallest number of words that is searched for. */
const FEWEST_WORDS = 3;

/** What is offered beside a question while it is written. */
export interface MayHelp {
  /** Kinds of help that it asks for, each with the sentence that leads there. */
  support: Reply['support'];
  cards: readonly Card[];
}

/**
 * Returns whom to turn to for words about harm, and the articles and tips that may answer a question about anything else. Both are empty for fewer
 * words, and when the search fails.
 * @param topics of articles to choose from; none for all, undefined for no articles
 */
export async function whatMayHelp(text: string, topics: readonly string[] | undefined): Promise<MayHelp> {
  if (text.trim().split(/\s+/).length < FEWEST_WORDS) return { support: [], cards: [] };
  // Read for harm alone, for which no index has to come.
  const { support } = await search({ query: text, onlyHelp: true });
  if (support.length > 0 || !topics) return { support, cards: [] };
  const { outcome } = await search({ query: text, ...asQuestion });
  return { support, cards: outcome ? whatHelps(outcome, topics) : [] };
}
