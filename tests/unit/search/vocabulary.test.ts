import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  countWords,
  decodeVocabulary,
  encodeVocabulary,
  isKnown,
  leastPages,
  wordsOfPage,
} from '../../../src/search/index/vocabulary.ts';

const encode = (words: Map<string, number>, english: string[] = [], synonyms = {}) =>
  encodeVocabulary({ pages: 40, words, english, synonyms });

test('counts pages, not places', () => {
  expect(countWords(['mentor mentor goals', 'mentor'].map(wordsOfPage))).toEqual(
    new Map([
      ['mentor', 2],
      ['goals', 1],
    ]),
  );
});

test('what is written is read again, counts to the power of two below', () => {
  const list = fc.uniqueArray(fc.tuple(fc.stringMatching(/^[a-z0-9]{1,14}$/), fc.integer({ min: 1, max: 9000 })), {
    selector: ([word]) => word,
  });
  fc.assert(
    fc.property(list, (entries) => {
      const read = decodeVocabulary(encode(new Map(entries)));
      expect(read.pages).toBe(40);
      expect([...read.words].sort()).toEqual(
        entries.map(([word, count]) => [word, 2 ** Math.floor(Math.log2(count))]).sort(),
      );
    }),
  );
});

test('right words that the index lacks, and synonyms, go with it', () => {
  const read = decodeVocabulary(encode(new Map([['pay', 3]]), ['halls'], { 'salary,left on read': ['pay'] }));
  expect(read.english).toEqual(new Set(['halls']));
  expect(read.words.has('halls')).toBe(false);
  expect(read.synonyms.words).toEqual(new Set(['salary', 'left', 'on', 'read']));
});

test('another form of a word is known; a chance likeness of short stems is not', () => {
  const read = decodeVocabulary(
    encode(
      new Map([
        ['met', 1],
        ['fee', 1],
        ['email', 1],
        ['a', 1],
      ]),
    ),
  );
  expect(isKnown(read, 'emailing')).toBe(true);
  expect(isKnown(read, 'fees')).toBe(true);
  expect(isKnown(read, 'metting')).toBe(false);
  expect(isKnown(read, 'aing')).toBe(false);
});

test('the same words give the same bytes in whatever order they come', () => {
  const forward = new Map([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
  expect(encode(new Map([...forward].reverse()))).toBe(encode(forward));
});

const oneToFour = new Map([
  ['mentor', 4],
  ['goals', 2],
  ['pay', 2],
  ['zebra', 1],
]);

test('a vocabulary that is small enough has every word', () => {
  expect(leastPages(oneToFour, 4)).toBe(1);
  expect(encode(oneToFour).split('\n')[0]).toBe('40');
});

test('a larger one has no more words than it may, and all that stand on so many pages', () => {
  expect(leastPages(oneToFour, 3)).toBe(2);
  // Two of three words stand on equally many pages: both or none.
  expect(leastPages(oneToFour, 2)).toBe(3);
});

test('says from how many pages on it has every word', () => {
  const read = decodeVocabulary(encodeVocabulary({ pages: 40, least: 2, words: oneToFour, english: [], synonyms: {} }));
  expect([read.pages, read.least]).toEqual([40, 2]);
  expect([...read.words.keys()]).toEqual(['goals', 'mentor', 'pay']);
  expect(decodeVocabulary(encode(oneToFour)).least).toBe(1);
});
