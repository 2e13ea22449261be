import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  pagesByWord,
  decodeVocabulary,
  encodeVocabulary,
  isKnown,
  wordsOfPage,
} from '../../../src/search/query/vocabulary.ts';

const encode = (words: Map<string, number>, english: string[] = [], synonyms = {}) =>
  encodeVocabulary({ pages: 40, words, english, synonyms, said: [] });

test('counts pages, not occurrences', () => {
  expect(pagesByWord(['mentor mentor goals', 'mentor'].map(wordsOfPage))).toEqual(
    new Map([
      ['mentor', 2],
      ['goals', 1],
    ]),
  );
});

test('decodes what it encodes, with counts rounded down to a power of two', () => {
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

test('includes correct English words that the index lacks, and synonyms', () => {
  const read = decodeVocabulary(encode(new Map([['pay', 3]]), ['halls'], { 'salary,left on read': ['pay'] }));
  expect(read.english).toEqual(new Set(['halls']));
  expect(read.words.has('halls')).toBe(false);
  expect(read.synonyms.words).toEqual(new Set(['salary', 'left', 'on', 'read']));
});

test('another form of a word is known, but not a word that only shares a short stem', () => {
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

test('the same words give the same bytes in any order', () => {
  const forward = new Map([
    ['a', 1],
    ['b', 2],
    ['c', 3],
  ]);
  expect(encode(new Map([...forward].reverse()))).toBe(encode(forward));
});

test('decodes what people ask for each page: words of two questions or more, with counts rounded down to a power of two', () => {
  const apply = { counts: new Map(Object.entries({ appli: 6, form: 1, 'appli form': 4, late: 1 })), size: 7 };
  const letter = { counts: new Map(Object.entries({ letter: 3, form: 1 })), size: 1200 };
  const pages = [apply, ...Array.from({ length: 300 }, () => ({ counts: new Map<string, number>(), size: 1 })), letter];
  const text = encodeVocabulary({ pages: 400, words: new Map(), english: [], synonyms: {}, said: pages });
  const { said } = decodeVocabulary(text);
  expect(said).toHaveLength(302);
  expect(said.slice(1, -1).filter(({ counts }) => counts.size > 0)).toEqual([]);
  expect(said[0]).toEqual({ counts: new Map(Object.entries({ appli: 4, form: 1 })), size: 7 });
  expect(said.at(-1)).toEqual({ counts: new Map(Object.entries({ form: 1, letter: 2 })), size: 1200 });
});
