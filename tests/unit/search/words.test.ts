import { expect, test } from 'vitest';
import { fold, indexedWords, wordsOf } from '../../../src/search/query/words.ts';

test('accents, apostrophes and case make no difference', () => {
  expect(fold('Protégé’s RÉSUMÉ')).toBe('proteges resume');
});

test('a hyphenated word counts as its parts, and is also indexed as a whole', () => {
  expect(wordsOf('one-off meeting')).toEqual(['one', 'off', 'meeting']);
  expect(indexedWords('Wi-Fi')).toEqual(['wi', 'fi', 'wifi']);
});

test('punctuation and symbols are not words', () => {
  expect(wordsOf('  “BST” — or GMT?? (£5) ')).toEqual(['bst', 'or', 'gmt', '5']);
});
