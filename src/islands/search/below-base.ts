import { searchEngine, type Card, type SearchEngine } from '../../search/query/engine.ts';
import type { SearchIndex } from '../../search/query/search-index.ts';

/**
 * Creates the engine of a site below a base path such as `/mentoring`. Pagefind adds the base to each address. The engine uses addresses
 * without it, as they are written in the content, and its results have it again.
 */
export function engineBelow(
  base: string,
  index: SearchIndex,
  vocabulary: Parameters<typeof searchEngine>[1],
): SearchEngine {
  const page: SearchIndex['page'] = async (id) => {
    const found = await index.page(id);
    return { ...found, url: found.url.slice(base.length) };
  };
  const engine = searchEngine({ ...index, page }, vocabulary);
  return {
    find: async (query, options) => {
      const outcome = await engine.find(query, options);
      return { ...outcome, cards: outcome.cards.map((card) => cardBelow(base, card)) };
    },
  };
}

const cardBelow = (base: string, card: Card): Card => ({
  ...card,
  url: base + card.url,
  article: { ...card.article, url: base + card.article.url },
  further: card.further.map((link) => ({ ...link, url: base + link.url })),
});
