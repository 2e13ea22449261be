import { expect, test } from 'vitest';
import { coverageOf } from '../../../src/search/query/coverage.ts';

const at = (...places: [place: number, concept: number][]) =>
  new Map(places.map(([place, concept]) => [place, [[concept, 1]] as const]));

test('counts what stands in one place by what it tells', () => {
  expect(coverageOf(at([5, 0], [20, 1]), [3, 1], new Set(), 0)).toEqual({ share: 1, unmet: [] });
  expect(coverageOf(at([5, 0], [500, 1]), [3, 1], new Set(), 0)).toEqual({ share: 0.75, unmet: [1] });
});

test('counts what the title names for every place of the page', () => {
  expect(coverageOf(at([5, 0]), [3, 1], new Set([1]), 0)).toEqual({ share: 1, unmet: [] });
});

test('counts words that no page has against it', () => {
  expect(coverageOf(at([5, 0]), [1], new Set(), 3)).toEqual({ share: 0.25, unmet: [] });
});

test('is nothing where nothing tells', () => {
  expect(coverageOf(at(), [], new Set(), 0)).toEqual({ share: 0, unmet: [] });
});
