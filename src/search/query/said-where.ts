import type { Concept } from './query.ts';
import type { Page } from './search-index.ts';
import { stem } from './stem.ts';
import { classify } from './stop-words.ts';
import { wordsOf } from './words.ts';
import { LIKELINESS_SHARE, LONG_QUERY, SAID_ELSEWHERE, LESS_TELLING } from './weights.ts';

interface Said {
  /** Stem → the questions and headings that have it. */
  counts: ReadonlyMap<string, number>;
  all: number;
}

const saidCache = new WeakMap<Page, Said>();

/** Counts the words of a page's questions and headings, cached per page. */
function saidOn(page: Page): Said {
  const known = saidCache.get(page);
  if (known) return known;
  const counts = new Map<string, number>();
  const parts = [page, ...page.anchors];
  for (const text of parts.flatMap(({ title, questions }) => [wordsOf(title), ...questions]))
    for (const word of new Set(text.map(stem))) counts.set(word, (counts.get(word) ?? 0) + 1);
  const said = { counts, all: sumOf([...counts.values()]) };
  saidCache.set(page, said);
  return said;
}

const sumOf = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);

/**
 * Returns a factor for each page: how much likelier its questions and headings say what a query says than those of all these pages, by a unigram model with
 * Dirichlet smoothing. Stop words count a part: “when” and “who” tell something here. The longer the query, the more the factor counts.
 */
export function saidFactors(pages: readonly Page[], query: string, concepts: readonly Concept[]): number[] {
  const stops = wordsOf(query).filter((word) => classify(word) === 'stop');
  const units = [
    ...concepts.map(({ alternatives, part }) => ({ ways: alternatives, weight: part })),
    ...[...new Set(stops)].map((word) => ({ ways: [{ words: [word], weight: 1 }], weight: LESS_TELLING })),
  ].map(({ ways, weight }) => ({
    ways: ways.map((way) => ({ stems: way.words.map(stem), weight: way.weight })),
    weight,
  }));
  const each = pages.map(saidOn);
  const sizes = sumOf(each.map(({ all }) => all));
  const sums = pages.map(() => 0);
  for (const { ways, weight } of units) {
    const found = each.map(({ counts }) =>
      Math.max(...ways.map((way) => way.weight * Math.min(...way.stems.map((word) => counts.get(word) ?? 0)))),
    );
    const usual = sumOf(found) / sizes;
    if (usual === 0) continue;
    found.forEach((count, index) => {
      sums[index]! += weight * Math.log((count / usual + SAID_ELSEWHERE) / (each[index]!.all + SAID_ELSEWHERE));
    });
  }
  const length = wordsOf(query).length;
  return sums.map((sum) => Math.exp((LIKELINESS_SHARE * length * sum) / (length + LONG_QUERY)));
}
