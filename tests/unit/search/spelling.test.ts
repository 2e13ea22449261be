import fc from 'fast-check';
import { expect, test } from 'vitest';
import { costLimit, distance, speller } from '../../../src/search/query/spelling.ts';

const words = 'mentor meeting goals visa smart interview confidentiality receive different which setting video'.split(
  ' ',
);
const known = speller(words.map((word) => [word, 4]));

test.each([
  ['mentr', 'mentor', 'a missing letter'],
  ['gaols', 'goals', 'swapped letters'],
  ['vissa', 'visa', 'a doubled letter'],
  ['mentot', 'mentor', 'a neighbouring key'],
  ['smrt', 'smart', 'a missing vowel in a short word'],
  ['interveiw', 'interview', 'swapped vowels'],
  ['confidentialty', 'confidentiality', 'a missing letter in a long word'],
  ['recieve', 'receive', 'a common misspelling'],
  ['difrent', 'different', 'two letters, one of them doubled'],
  ['wich', 'which', 'a silent letter'],
  ['vedio', 'video', 'letters that changed places across another'],
  ['jnterview', 'interview', 'another first letter'],
  ['nterview', 'interview', 'no first letter'],
  ['niterview', 'interview', 'a first letter swapped with the second'],
  ['tsetting', 'setting', 'a letter before the first'],
])('reads %s as %s: %s', (typed, meant) => {
  expect(known.nearest(typed)?.word).toBe(meant);
});

test.each(['gym', 'cat', 'halls', 'membership', 'textbooks', 'parking'])('does not correct %s', (word) => {
  expect(known.nearest(word)).toBeNull();
});

test('of two equally near words, the one on more pages is chosen', () => {
  const few = speller([
    ['planet', 1],
    ['planes', 30],
  ]);
  expect(few.nearest('plane')?.word).toBe('planes');
});

test('a word costs nothing to itself, and a doubled letter costs the same in any word', () => {
  const letters = fc.stringMatching(/^[a-z]{4,12}$/);
  fc.assert(fc.property(letters, (word) => distance(word, word, 2) === 0));
  fc.assert(
    fc.property(letters, (word) => {
      const doubled = word + word.at(-1)!;
      return distance(doubled, word, 2) <= 0.6 + 1e-9;
    }),
  );
});

test('words of fewer than four letters are never corrected', () => {
  expect(costLimit(3)).toBe(0);
});
