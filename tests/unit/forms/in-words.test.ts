import { expect, it } from 'vitest';
import { andWords, numberWords, orWords } from '#forms/in-words.ts';

it('writes numbers and lists in the site’s language', () => {
  expect(numberWords(1234567)).toBe('1,234,567');
  expect(andWords(['law', 'music'])).toBe('law and music');
  expect(orWords(['law', 'music'])).toBe('law or music');
});
