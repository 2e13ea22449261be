import type { Concept } from './query.ts';
import type { Hit } from './search-index.ts';
import {
  COVERAGE_SHARE,
  IN_ALSO,
  IN_TITLE,
  PHRASE_BASE,
  PHRASE_HALF,
  PHRASE_SPAN,
  SECOND_WAY_SHARE,
  WINDOW,
  WINDOW_SHARE,
} from './weights.ts';

/** A page that may answer a query. */
export interface Candidate {
  page: string;
  score: number;
}

type HitsOf = (word: string) => readonly Hit[];

interface PageMatch {
  score: number;
  places: readonly number[];
}

/**
 * Ranks pages by the hits of single words. A page's score is the sum of its concepts' scores, with more for concepts near each other, and
 * less for missing ones.
 * @param hitsOf returns the hits of a word; they are in memory already
 */
export function rank(concepts: readonly Concept[], pages: number, hitsOf: HitsOf): Candidate[] {
  const matches = concepts.map((concept) => matchConcept(concept, hitsOf, pages));
  const tells = matches.map((found, index) => concepts[index]!.part * Math.sqrt(rarity(found.size, pages)));
  const all = tells.reduce((sum, value) => sum + value, 0);
  const ids = new Set(matches.flatMap((found) => [...found.keys()]));
  const candidates: Candidate[] = [];
  for (const page of ids) {
    let score = 0;
    let covered = 0;
    const places: [at: number, concept: number, value: number][] = [];
    matches.forEach((found, index) => {
      const match = found.get(page);
      if (!match) return;
      const value = concepts[index]!.part * match.score;
      score += value;
      covered += tells[index]!;
      for (const at of match.places) places.push([at, index, value]);
    });
    const together = concepts.length > 1 ? WINDOW_SHARE * bestWindow(places, WINDOW) : 0;
    const lacking = all === 0 ? 1 : 1 - covered / all;
    candidates.push({ page, score: (score + together) * (1 - COVERAGE_SHARE * lacking) });
  }
  return candidates.sort((a, b) => b.score - a.score || (a.page < b.page ? -1 : 1));
}

/** Returns how much a word tells: its inverse document frequency as in BM25. @param having pages that have the word */
export function rarity(having: number, pages: number): number {
  return having === 0 ? 0 : Math.log(1 + (pages - having + 0.5) / (having + 0.5));
}

function matchConcept(concept: Concept, hitsOf: HitsOf, total: number): Map<string, PageMatch> {
  const found = new Map<string, PageMatch>();
  for (const { words, weight, exact } of concept.alternatives) {
    const each = words.map((word) => withMetadataScore(hitsOf(word), total));
    const pages = words.length === 1 ? wordMatches(each[0]!) : phraseMatches(each, exact);
    for (const [page, match] of pages) {
      const value = weight * match.score;
      const known = found.get(page);
      if (!known) found.set(page, { ...match, score: value });
      else {
        // Two ways to say one thing count less than two things.
        const score = Math.max(known.score, value) + SECOND_WAY_SHARE * Math.min(known.score, value);
        found.set(page, { score, places: [...known.places, ...match.places] });
      }
    }
  }
  return found;
}

/** Adds to each hit's score for a word in the title or among the everyday words: the rarer the word, the more. */
function withMetadataScore(hits: readonly Hit[], pages: number): Hit[] {
  const tells = rarity(hits.length, pages);
  return hits.map((hit) => ({
    ...hit,
    score: hit.score + tells * ((hit.inTitle ? IN_TITLE : 0) + (hit.isAlso ? IN_ALSO : 0)),
  }));
}

const wordMatches = (hits: readonly Hit[]) => new Map<string, PageMatch>(hits.map((hit) => [hit.page, hit]));

/** Returns the pages where all words stand near each other, or at exact distances. */
function phraseMatches(hits: readonly (readonly Hit[])[], exact?: readonly number[]): Map<string, PageMatch> {
  const found = new Map<string, PageMatch>();
  const [first = [], ...others] = hits;
  const maps = others.map((list) => new Map(list.map((hit) => [hit.page, hit])));
  for (const start of first) {
    const rest = maps.map((map) => map.get(start.page));
    if (rest.some((hit) => !hit)) continue;
    const all = [start, ...(rest as Hit[])];
    const places = start.places.filter((at) =>
      all.every((hit, index) => standsNear(hit, at, exact && exact[index]! - exact[0]!)),
    );
    // Everyday words and titles have no place in the text.
    const placeless = !exact && all.every((hit) => hit.places.length === 0 || hit.inTitle);
    if (places.length === 0 && !placeless) continue;
    const mean = all.reduce((sum, hit) => sum + hit.score, 0) / all.length;
    const often = places.length === 0 ? 1 : places.length / (places.length + PHRASE_HALF) + PHRASE_BASE;
    found.set(start.page, { score: mean * often, places });
  }
  return found;
}

function standsNear(hit: Hit, at: number, offset: number | undefined): boolean {
  if (offset !== undefined) return hit.places.includes(at + offset);
  return hit.places.some((other) => Math.abs(other - at) <= PHRASE_SPAN);
}

/** Returns the highest sum of different concepts' scores within one window of so many words. */
function bestWindow(places: [at: number, concept: number, value: number][], width: number): number {
  places.sort((a, b) => a[0] - b[0]);
  const inside = new Map<number, number>();
  let start = 0;
  let sum = 0;
  let best = 0;
  for (const [at, concept, value] of places) {
    const count = inside.get(concept) ?? 0;
    inside.set(concept, count + 1);
    if (count === 0) sum += value;
    for (; places[start]![0] < at - width; start += 1) {
      const [, left, worth] = places[start]!;
      inside.set(left, inside.get(left)! - 1);
      if (inside.get(left) === 0) sum -= worth;
    }
    best = Math.max(best, sum);
  }
  return best;
}
