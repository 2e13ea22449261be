import type { answersOn } from './sections.ts';
import { WINDOW } from './weights.ts';

/** How much of a query one place of a page answers. */
export interface Coverage {
  /** Share of the query's weight, unknown words included: 0 to 1. */
  share: number;
  /** Indexes of the concepts that the place lacks. */
  unmet: readonly number[];
}

/**
 * Returns the coverage of the page's best place: the concepts within one window, and those that the whole page is about.
 * @param worth weight of each concept
 * @param everywhere concepts that the page's title or everyday words name
 * @param missing weight of the query's unknown words
 * @param asked concepts that the page's question most like the query has
 */
export function coverageOf(
  answers: ReturnType<typeof answersOn>,
  worth: readonly number[],
  everywhere: ReadonlySet<number>,
  missing: number,
  asked: ReadonlySet<number> = new Set(),
): Coverage {
  const all = worth.reduce((sum, value) => sum + value, missing);
  const places = [...answers].sort(([a], [b]) => a - b);
  const worthOf = (found: ReadonlySet<number>) => [...found].reduce((sum, concept) => sum + worth[concept]!, 0);
  let best = new Set([...everywhere, ...asked]);
  places.forEach(([start], index) => {
    const found = new Set(everywhere);
    for (let at = index; at < places.length && places[at]![0] <= start + WINDOW; at += 1)
      for (const [concept] of places[at]![1]) found.add(concept);
    if (worthOf(found) > worthOf(best)) best = found;
  });
  return {
    share: all === 0 ? 0 : worthOf(best) / all,
    unmet: worth.flatMap((_, concept) => (best.has(concept) ? [] : [concept])),
  };
}
