import { expect, test } from 'vitest';
import { interpret, type QueryOptions } from '../../../src/search/query/query.ts';
import { CONCEPTS_MAX, SYNONYM_WEIGHT, WEAK_PART } from '../../../src/search/query/weights.ts';
import { pagesByWord, decodeVocabulary, encodeVocabulary, wordsOfPage } from '../../../src/search/query/vocabulary.ts';

const text = `mentor mentee meeting meetings first goals smart time zones email feedback application apply interview organise
  centre confidentiality goodbye pay price exam ask questions agreement video break cv tips confidence often offended saving yourself`;
const vocabulary = decodeVocabulary(
  encodeVocabulary({
    pages: 40,
    words: pagesByWord([wordsOfPage(text)]),
    english: ['park', 'hall'],
    synonyms: {
      salary: ['pay'],
      'left on read': ['email'],
      'curriculum vitae': ['application'],
      'break up': ['goodbye'],
      confidence: ['exam'],
      'cave in': ['ask'],
      'say no': ['agreement'],
      'follow up': ['email'],
      'follow up question': ['questions'],
    },
    said: [],
  }),
);
const plan = (query: string, options?: QueryOptions) => interpret(query, vocabulary, options);
const searched = (query: string, options?: QueryOptions) =>
  plan(query, options).concepts.map(({ alternatives }) => alternatives.map(({ words }) => words.join(' ')));

test('stop words are not searched', () => {
  expect(searched('what is the first meeting')).toEqual([['first'], ['meeting']]);
});

test('words said for emphasis are not searched, corrected or called missing', () => {
  const figures = new Set(['exam', 'emial', 'zxqv']);
  const { concepts, changes, unknown } = plan('exam emial zxqv meeting', { figures });
  expect([concepts.map(({ shown }) => shown), changes, unknown]).toEqual([['meeting'], [], []]);
  expect(searched('exam meeting', { figures, literal: true })).toEqual([['exam'], ['meeting']]);
});

test('"myself" is searched as "yourself"', () => {
  expect(searched('organise myself')).toEqual([['organise'], ['yourself']]);
});

test('misspelt words are corrected, and the changes are listed', () => {
  const { shown, changes } = plan('my mentr and confidentialty');
  expect(shown).toBe('my mentor and confidentiality');
  expect(changes.map(({ to }) => to)).toEqual(['mentor', 'confidentiality']);
});

test('swapped letters that are not neighbours are corrected', () => {
  expect(plan('vedio').shown).toBe('video');
});

test('a misspelt stop word is corrected and not searched', () => {
  const { changes, concepts, unknown } = plan('mentor dosent email becuase');
  expect(changes.map(({ to }) => to)).toEqual(['doesnt', 'because']);
  expect([concepts.map(({ shown }) => shown), unknown]).toEqual([['mentor', 'email'], []]);
});

test('one mistake is likelier than a missing space', () => {
  expect(plan('fedback').shown).toBe('feedback');
});

test('a mistake in an ending that stemming removes keeps the word’s synonyms', () => {
  expect(searched('confidance')).toEqual([['confidence', 'exam']]);
});

test('other forms of a synonym’s word are not corrected', () => {
  expect(plan('caving in').changes).toEqual([]);
  expect(searched('caving in')).toEqual([['ask']]);
});

test('the longest matching phrase is used, with or without stop words', () => {
  expect(searched('follow up my question')[0]).toEqual(['questions']);
  expect(searched('follow up')).toEqual([['email']]);
});

test('one mistake is likelier than three missing letters at the end', () => {
  expect(plan('offen').shown).toBe('often');
});

test('joined words are split', () => {
  expect(searched('firstmeeting')).toEqual([['first'], ['meeting']]);
  expect(searched('askamentor')).toEqual([['ask'], ['mentor']]);
  expect(searched('howto email')).toEqual([['email']]);
  expect(searched('timezones')).toEqual([['time'], ['zones']]);
  expect(searched('cvtips')).toEqual([['cv'], ['tips']]);
});

test('British and American spellings find the same, and are not listed as changes', () => {
  expect(searched('organize center')).toEqual([['organise'], ['centre']]);
  expect(plan('organize').changes).toEqual([]);
});

test('correct English words that no page has are not corrected but listed as unknown', () => {
  const { concepts, unknown, changes } = plan('parking in halls');
  expect([concepts, unknown, changes]).toEqual([[], ['parking', 'halls'], []]);
});

test('a synonym’s phrase of stop words only is named as typed, and called missing on no page', () => {
  const [concept] = plan('how do i say no').concepts;
  expect(concept).toMatchObject({ shown: 'say no', part: WEAK_PART });
});

test('synonyms weigh less than the typed words', () => {
  const { concepts } = plan('salary');
  expect(concepts[0]!.alternatives).toEqual([{ words: ['pay'], weight: SYNONYM_WEIGHT }]);
  expect(SYNONYM_WEIGHT).toBeLessThan(1);
});

test('a single word counts little when its phrase has a sense of its own', () => {
  const weights = (query: string) =>
    plan(query).concepts[0]!.alternatives.map(({ words, weight }) => [words[0], weight]);
  expect(weights('break up')).toEqual([
    ['break', 0.3],
    ['goodbye', SYNONYM_WEIGHT],
  ]);
  expect(weights('break')).toEqual([['break', 1]]);
});

test('misspelt words of a synonym’s phrase are corrected', () => {
  expect(searched('curiculum vitea')).toEqual([['application']]);
});

test('quoted words are searched as typed, at exact distances', () => {
  const { concepts, changes } = plan('"ask a mentr"');
  expect(changes).toEqual([]);
  expect(concepts[0]!.alternatives).toEqual([{ words: ['ask', 'mentr'], weight: 1, exact: [0, 2] }]);
});

test('a number is searched in figures and in words', () => {
  const counted = {
    ...vocabulary,
    words: new Map([...vocabulary.words, ['ten', 2] as const, ['minutes', 4] as const]),
  };
  const [ten] = interpret('10 minutes', counted).concepts;
  expect(ten!.alternatives.map(({ words }) => words)).toContainEqual(['ten']);
});

test('a literal query corrects nothing and uses no synonyms', () => {
  expect(plan('mentr salary', { literal: true }).changes).toEqual([]);
  expect(plan('mentr salary', { literal: true }).unknown).toEqual(['mentr', 'salary']);
});

test('while typing, only the last word may be unfinished', () => {
  expect(searched('feedb', { typing: true })).toEqual([['feedback']]);
  expect(plan('feedb meeting', { typing: true }).concepts[0]!.alternatives[0]!.words).toEqual(['feedback']);
});

test('while typing, a word that begins no other is corrected as it is once it is sent', () => {
  expect(plan('mentr', { typing: true })).toEqual(plan('mentr'));
  expect(plan('mentr ', { typing: true }).changes).toHaveLength(1);
});

test('while typing, a word that the index has is searched as it is once it is sent', () => {
  expect(plan('mentor', { typing: true })).toEqual(plan('mentor'));
});

test('a word without its last letter stands for the whole word', () => {
  expect(searched('goodby')).toEqual([['goodbye']]);
});

test('recognises whether a mentor or a mentee asks', () => {
  expect(plan('my mentor does not answer').perspective).toBe('mentee');
  for (const query of ['how often do you meet your mentor', 'first email to mentor', 'mentor said my cv is vague'])
    expect(plan(query).perspective).toBe('mentee');
  expect(plan('my mentee does not answer').perspective).toBe('mentor');
  expect(plan('tips for new mentors').perspective).toBe('mentor');
  expect(plan('how should i prepare to mentor a student').perspective).toBe('mentor');
  for (const query of ['my mentor and my mentee', 'looking for female mentors', 'questions for mentors'])
    expect(plan(query).perspective).toBeNull();
});

test('a large site leaves out words found site-wide, unless nothing else is left', () => {
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

test('a long text is searched by its rarest words', () => {
  const counts = Array.from(
    { length: 60 },
    (_, index) => [`word${'abcdefghijklmnopqrstuvwxyz'[index % 26]!}${index}x`, 2 ** (index % 6)] as const,
  );
  const many = { ...vocabulary, words: new Map<string, number>(counts) };
  const { concepts } = interpret(counts.map(([word]) => word).join(' '), many);
  expect(concepts).toHaveLength(CONCEPTS_MAX);
  expect(Math.max(...concepts.map(({ shown }) => many.words.get(shown)!))).toBeLessThanOrEqual(8);
});
