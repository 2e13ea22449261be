import { expect, test } from 'vitest';
import type { Concept } from '../../../src/search/query/query.ts';
import { rank } from '../../../src/search/query/rank.ts';
import type { Hit } from '../../../src/search/query/search-index.ts';

const PAGES = 40;
const concept = (word: string): Concept => ({ shown: word, alternatives: [{ words: [word], weight: 1 }], part: 1 });
const hit = (page: string, score: number, beside: Partial<Hit> = {}): Hit => ({
  page,
  score,
  places: score > 0 ? [10] : [],
  inTitle: false,
  isAlso: false,
  ...beside,
});
const order = (hits: Record<string, Hit[]>) =>
  rank(Object.keys(hits).map(concept), PAGES, (word) => hits[word]!).map(({ page }) => page);

test('a page with the word only as an everyday word comes after the one that explains it', () => {
  expect(order({ reference: [hit('named', 0, { isAlso: true }), hit('explained', 5)] })).toEqual([
    'explained',
    'named',
  ]);
});

test('a page with the word as an everyday word comes before one that mentions it in passing', () => {
  expect(order({ reference: [hit('passing', 1), hit('named', 0, { isAlso: true })] })).toEqual(['named', 'passing']);
});

test('of two equal pages, the one with the word in its title comes first', () => {
  expect(order({ visa: [hit('text', 3), hit('title', 3, { inTitle: true })] })).toEqual(['title', 'text']);
});

test('a page with all words comes before one with an equal score for one word', () => {
  const hits = { cv: [hit('both', 2), hit('one', 4)], photo: [hit('both', 2)] };
  expect(order(hits)).toEqual(['both', 'one']);
});
