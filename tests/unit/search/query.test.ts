import { expect, test } from 'vitest';
import { interpret, type QueryOptions } from '../../../src/search/query/query.ts';
import { CONCEPTS_MAX, SYNONYM_WEIGHT } from '../../../src/search/query/weights.ts';
import { countWords, decodeVocabulary, encodeVocabulary, wordsOfPage } from '../../../src/search/index/vocabulary.ts';

const text = `mentor mentee meeting meetings first goals smart time zones email feedback application apply interview organise
  centre confidentiality goodbye pay price exam ask questions agreement video break cv tips confidence often offended saving yourself`;
const vocabulary = decodeVocabulary(
  encodeVocabulary({
    pages: 40,
    words: countWords([wordsOfPage(text)]),
    english: ['park', 'hall'],
    synonyms: {
      salary: ['pay'],
      'left on read': ['email'],
      'curriculum vitae': ['application'],
      'break up': ['goodbye'],
      confidence: ['exam'],
      'cave in': ['ask'],
      'follow up': ['email'],
      'follow up question': ['questions'],
    },
  }),
);
const plan = (query: string, options?: QueryOptions) => interpret(query, vocabulary, options);
const searched = (query: string, options?: QueryOptions) =>
  plan(query, options).concepts.map(({ alternatives }) => alternatives.map(({ words }) => words.join(' ')));

test('small words are not searched', () => {
  expect(searched('what is the first meeting')).toEqual([['first'], ['meeting']]);
});

test('what is myself to one who asks is yourself to an article', () => {
  expect(searched('organise myself')).toEqual([['organise'], ['yourself']]);
});

test('slips are corrected and said', () => {
  const { shown, changes } = plan('my mentr and confidentialty');
  expect(shown).toBe('my mentor and confidentiality');
  expect(changes.map(({ to }) => to)).toEqual(['mentor', 'confidentiality']);
});

test('letters that changed places across others are put back', () => {
  expect(plan('vedio').shown).toBe('video');
});

test('a small word is one misspelt, too', () => {
  const { changes, concepts, unknown } = plan('mentor dosent email becuase');
  expect(changes.map(({ to }) => to)).toEqual(['doesnt', 'because']);
  expect([concepts.map(({ shown }) => shown), unknown]).toEqual([['mentor', 'email'], []]);
});

test('one slip is likelier than a missing space', () => {
  expect(plan('fedback').shown).toBe('feedback');
});

test('a slip in an ending that is cut off keeps what the word may stand for', () => {
  expect(searched('confidance')).toEqual([['confidence', 'exam']]);
});

test('other forms of a word that a synonym has are right, too', () => {
  expect(plan('caving in').changes).toEqual([]);
  expect(searched('caving in')).toEqual([['ask']]);
});

test('the longest phrase is meant, small words or not', () => {
  expect(searched('follow up my question')[0]).toEqual(['questions']);
  expect(searched('follow up')).toEqual([['email']]);
});

test('a slip is likelier than a word without its last three letters', () => {
  expect(plan('offen').shown).toBe('often');
});

test('joined words are taken apart', () => {
  expect(searched('firstmeeting')).toEqual([['first'], ['meeting']]);
  expect(searched('askamentor')).toEqual([['ask'], ['mentor']]);
  expect(searched('howto email')).toEqual([['email']]);
  expect(searched('timezones')).toEqual([['time'], ['zones']]);
  expect(searched('cvtips')).toEqual([['cv'], ['tips']]);
});

test('words apart that are one word are joined', () => {
  expect(searched('inter view')).toEqual([['interview']]);
});

test('British and American spelling are one, without a word about it', () => {
  expect(searched('organize center')).toEqual([['organise'], ['centre']]);
  expect(plan('organize').changes).toEqual([]);
});

test('right English words are left alone and named when no page has them', () => {
  const { concepts, unknown, changes } = plan('parking in halls');
  expect([concepts, unknown, changes]).toEqual([[], ['parking', 'halls'], []]);
});

test('synonyms weigh less than what was typed', () => {
  const { concepts } = plan('salary');
  expect(concepts[0]!.alternatives).toEqual([{ words: ['pay'], weight: SYNONYM_WEIGHT }]);
  expect(SYNONYM_WEIGHT).toBeLessThan(1);
});

test('a word alone counts little where its phrase has a sense of its own', () => {
  const weights = (query: string) =>
    plan(query).concepts[0]!.alternatives.map(({ words, weight }) => [words[0], weight]);
  expect(weights('break up')).toEqual([
    ['break', 0.3],
    ['goodbye', SYNONYM_WEIGHT],
  ]);
  expect(weights('break')).toEqual([['break', 1]]);
});

test('words of a synonym phrase are corrected too', () => {
  expect(searched('curiculum vitea')).toEqual([['application']]);
});

test('quoted words are searched as they stand, with the places of small words kept', () => {
  const { concepts, changes } = plan('"ask a mentr"');
  expect(changes).toEqual([]);
  expect(concepts[0]!.alternatives).toEqual([{ words: ['ask', 'mentr'], weight: 1, exact: [0, 2] }]);
});

test('"search instead for" takes every word as it stands', () => {
  expect(plan('mentr salary', { literal: true }).changes).toEqual([]);
  expect(plan('mentr salary', { literal: true }).unknown).toEqual(['mentr', 'salary']);
});

test('only the last word may be unfinished while someone types', () => {
  expect(searched('feedb', { typing: true })).toEqual([['feedback']]);
  expect(plan('feedb meeting', { typing: true }).concepts[0]!.alternatives[0]!.words).toEqual(['feedback']);
  expect(plan('mentr', { typing: true }).changes).toEqual([]);
  expect(plan('mentr ', { typing: true }).changes).toHaveLength(1);
});

test('a word that lacks its end is the whole word', () => {
  expect(searched('goodby')).toEqual([['goodbye']]);
});

test('tells who seems to ask', () => {
  expect(plan('my mentor does not answer').perspective).toBe('mentee');
  for (const query of ['how often do you meet your mentor', 'first email to mentor', 'mentor said my cv is vague'])
    expect(plan(query).perspective).toBe('mentee');
  expect(plan('my mentee does not answer').perspective).toBe('mentor');
  expect(plan('tips for new mentors').perspective).toBe('mentor');
  expect(plan('how should i prepare to mentor a student').perspective).toBe('mentor');
  for (const query of ['my mentor and my mentee', 'looking for female mentors', 'questions for mentors'])
    expect(plan(query).perspective).toBeNull();
});

test('words found site-wide are left out on a large site, unless nothing else is left', () => {
  const large = {
    ...vocabulary,
    pages: 10_000,
    words: new Map([
      ['mentor', 8192],
      ['visa', 16],
    ]),
  };
  const words = (query: string) => interpret(query, large).concepts.map(({ shown }) => shown);
  expect(words('mentor visa')).toEqual(['visa']);
  expect(words('mentor')).toEqual(['mentor']);
});

test('of a long text the rarest words are searched', () => {
  const counts = Array.from(
    { length: 60 },
    (_, index) => [`word${'abcdefghijklmnopqrstuvwxyz'[index % 26]!}${index}x`, 2 ** (index % 6)] as const,
  );
  const many = { ...vocabulary, words: new Map<string, number>(counts) };
  const { concepts } = interpret(counts.map(([word]) => word).join(' '), many);
  expect(concepts).toHaveLength(CONCEPTS_MAX);
  expect(Math.max(...concepts.map(({ shown }) => many.words.get(shown)!))).toBeLessThanOrEqual(8);
});
