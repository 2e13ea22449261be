import { countParts, partsOf, stemsOf, sumOf, type Said } from './said.ts';
import type { Page } from './search-index.ts';
import { LIKELINESS_SHARE, LONG_QUERY, OWN_SHARE } from './weights.ts';
import { wordsOf } from './words.ts';

const saidCache = new WeakMap<Page, readonly Said[]>();

/** Counts what people ask for each section of a page, and what its heading says, cached per page. */
export function saidOn(page: Page): readonly Said[] {
  const known = saidCache.get(page);
  if (known) return known;
  const said = [page, ...page.anchors].map(({ title, questions }) => ({
    counts: countParts([wordsOf(title), ...questions].map(stemsOf)),
    size: questions.length + 1,
  }));
  saidCache.set(page, said);
  return said;
}

/**
 * Returns a factor for each page: how much likelier people say a query when they ask for the best of its sections than when they ask for any (naive
 * Bayes). Of a page without questions nothing is known: it is as likely as the one in the middle. The longer the query, the more the factor counts.
 * @param pages what people ask for each section, or for the whole page
 */
export function saidFactors(pages: readonly (readonly Said[])[], query: string): number[] {
  const sections = pages.flat();
  const all = sumOf(sections.map(({ size }) => size));
  const parts = Array.from(partsOf(query), ([part, weight]) => {
    const share = sumOf(sections.map(({ counts }) => counts.get(part) ?? 0)) / all;
    return { part, weight, share };
  });
  const known = parts.filter(({ share }) => share > 0);
  const tells = ({ counts, size }: Said) =>
    Math.log((size * sections.length) / all) +
    sumOf(
      known.map(({ part, weight, share }) => {
        const own = (counts.get(part) ?? 0) / size;
        return weight * Math.log((OWN_SHARE * own) / share + 1 - OWN_SHARE);
      }),
    );
  const told = pages.map((own) => (own.length === 0 ? null : Math.max(...own.map(tells))));
  const sorted = told.filter((value) => value !== null).sort((a, b) => a - b);
  const middle = Math.min(sorted[sorted.length >> 1] ?? 0, 0);
  const length = wordsOf(query).length;
  const counted =
    (LIKELINESS_SHARE * length) / (length + LONG_QUERY) / Math.sqrt(sumOf(parts.map(({ weight }) => weight)));
  return told.map((value) => Math.exp(counted * (value ?? middle)));
}
