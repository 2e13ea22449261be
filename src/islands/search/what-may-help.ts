import { reportPath } from '#forms/report.ts';
import { site } from '#site';
import type { Card } from '../../search/query/engine.ts';
import type { SupportKind } from '../../search/query/support.ts';
import { asQuestion, whatHelps } from '../../search/query/what-helps.ts';
import { search } from './client.ts';

/** Smallest number of words that is searched for. */
const FEWEST_WORDS = 3;

/** What is offered beside a question while it is written. */
export interface MayHelp {
  /** Kinds of help that it asks for, each with the sentence that leads there. */
  support: readonly { kind: SupportKind; lead: string; href: string }[];
  cards: readonly Card[];
}

const { treatedBadly } = site.articles ?? {};
/** Where each kind of help is, within the site. */
const helpAt: Readonly<Record<SupportKind, string>> = {
  danger: 'support/',
  behaviour: treatedBadly === undefined ? reportPath : `guidance/${treatedBadly}/`,
};

/**
 * Returns whom to turn to for words about harm, and the articles and tips that may answer a question about anything else. Both are empty for fewer
 * words, and when the search fails.
 * @param topics of articles to choose from; none for all, undefined for no articles
 */
export async function whatMayHelp(text: string, topics: readonly string[] | undefined): Promise<MayHelp> {
  if (text.trim().split(/\s+/).length < FEWEST_WORDS) return { support: [], cards: [] };
  // Read for harm alone, for which no index has to come.
  const { support: kinds } = await search({ query: text, onlyHelp: true });
  const support = kinds.map((each) => ({ ...each, href: import.meta.env.BASE_URL + helpAt[each.kind] }));
  if (support.length > 0 || !topics) return { support, cards: [] };
  const { outcome } = await search({ query: text, ...asQuestion });
  return { support, cards: outcome ? whatHelps(outcome, topics) : [] };
}
