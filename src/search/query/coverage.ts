import type { answersOn } from './sections.ts';
import { WINDOW } from './weights.ts';

/** How much of what a query asks a page answers in one place. */
export interface Coverage {
  /** Share of the query's telling weight, unknown words included: 0 to 1. */
  share: number;
  /** Concepts that the place does not have. */
  unmet: readonly number[];
}

/**
 * The best place of a page: the words that stand near each other there, with those that hold for all of the page.
 * @param worth what each concept tells
 * @param everywhere concepts that the page's title or its everyday words name
 * @param missing what words tell that no page has
 */
export function coverageOf(
  answers: ReturnType<typeof answersOn>,
  worth: readonly number[],
  everywhere: ReadonlySet<number>,
  missing: number,
): Coverage {
  const all = worth.reduce((sum, value) => sum + value, missing);
  const places = [...answers].sort(([a], [b]) => a - b);
  const worthOf = (found: ReadonlySet<number>) => [...found].reduce((sum, concept) => sum + worth[concept]!, 0);
  let best = new Set(everywhere);
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
