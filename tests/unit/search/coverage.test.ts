import { expect, test } from 'vitest';
import { coverageOf } from '../../../src/search/query/coverage.ts';

const at = (...places: [place: number, concept: number][]) =>
  new Map(places.map(([place, concept]) => [place, [[concept, 1]] as const]));

test('sums the weights of the concepts near each other', () => {
  expect(coverageOf(at([5, 0], [20, 1]), [3, 1], new Set(), 0)).toEqual({ share: 1, unmet: [] });
  expect(coverageOf(at([5, 0], [500, 1]), [3, 1], new Set(), 0)).toEqual({ share: 0.75, unmet: [1] });
});

test('counts a concept of the title at every place of the page', () => {
  expect(coverageOf(at([5, 0]), [3, 1], new Set([1]), 0)).toEqual({ share: 1, unmet: [] });
});

test('lowers the coverage for unknown words', () => {
  expect(coverageOf(at([5, 0]), [1], new Set(), 3)).toEqual({ share: 0.25, unmet: [] });
});

test('is 0 for a query without concepts', () => {
  expect(coverageOf(at(), [], new Set(), 0)).toEqual({ share: 0, unmet: [] });
});
