import { expect, it } from 'vitest';
import { counted, countWords } from '#inbox/count-words.ts';

it('counts in a list of facts, with the plural that is given', () => {
  expect([0, 1, 3].map((count) => counted(count, 'mentee'))).toEqual(['0 mentees', '1 mentee', '3 mentees']);
  expect(counted(2, 'match', 'matches')).toBe('2 matches');
});

it('counts in a sentence, where none and one are words', () => {
  expect([0, 1, 3].map((count) => countWords(count, 'mentee'))).toEqual(['no mentee', 'one mentee', '3 mentees']);
  expect(countWords(2, 'match', 'matches')).toBe('2 matches');
});
