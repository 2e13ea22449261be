import { expect, test } from 'vitest';
import { compileSynonyms, fitSynonyms, synonymsAt } from '../../../src/search/query/synonyms.ts';

const source = {
  'salary, wages': ['pay', 'minimum wage', 'money', 'cash'],
  'left on read': ['silence'],
  'ask about their job': ['good questions'],
  'make up my mind': ['decide'],
  'about me': ['introduction'],
};
const synonyms = compileSynonyms(source);
const at = (query: string, start = 0) => synonymsAt(synonyms, query.split(' '), start);

test('each key of a line has its targets, at most three', () => {
  expect(at('wages')?.targets).toEqual([['pay'], ['minimum', 'wage'], ['money']]);
});

test('a phrase matches only as a whole', () => {
  expect(at('leave on reads')).toBeNull();
  expect(at('left on read')).toEqual({ length: 3, targets: [['silence']] });
});

test('stop words may stand between the content words of a phrase', () => {
  expect(at('ask someone about a job')).toEqual({ length: 5, targets: [['good', 'questions']] });
});

test('possessives in a phrase are interchangeable, other pronouns are not', () => {
  expect(at('make up their mind')).toEqual({ length: 4, targets: [['decide']] });
  expect(at('about us')).toBeNull();
});

test('subjects in a phrase are interchangeable', () => {
  const earning = compileSynonyms({ 'how much they earn': ['pay'] });
  expect(synonymsAt(earning, ['how', 'much', 'she', 'earns'], 0)).toEqual({ length: 4, targets: [['pay']] });
  expect(synonymsAt(earning, ['how', 'much', 'interns', 'earn'], 0)).toBeNull();
});

test('a key in several forms has each target once', () => {
  const forms = compileSynonyms({ 'embarrass, embarrassed, embarrassing': ['awkward', 'shame'] });
  expect(synonymsAt(forms, ['embarrassed'], 0)?.targets).toEqual([['awkward'], ['shame']]);
});

test('a base form covers its inflected forms, but not the other way round', () => {
  const bent = compileSynonyms({ forget: ['log'], leaving: ['ending'], deadlines: ['exams'] });
  const first = (word: string) => synonymsAt(bent, [word], 0)?.targets[0];
  expect(['forget', 'forgetting', 'leaving', 'deadlines'].map(first)).toEqual([
    ['log'],
    ['log'],
    ['ending'],
    ['exams'],
  ]);
  expect(['leave', 'deadline'].map(first)).toEqual([undefined, undefined]);
});

test('the base form of a key is sent to the browser', () => {
  expect(fitSynonyms({ 'overwhelmed, forget, forgetting': ['log'] }, () => true)).toEqual({
    'overwhelmed,forget': ['log'],
  });
});

test('reflexives and degrees in a phrase are interchangeable', () => {
  const said = compileSynonyms({ 'introduce myself': ['introduction'], 'talk too much': ['listening'] });
  expect(synonymsAt(said, ['introduce', 'yourself'], 0)).toEqual({ length: 2, targets: [['introduction']] });
  expect(synonymsAt(said, ['talking', 'so', 'much'], 0)).toEqual({ length: 3, targets: [['listening']] });
});

test('a negation is part of its phrase', () => {
  const turned = compileSynonyms({ 'mentoring work': ['benefits'], 'not smart enough clever': ['impostor'] });
  const first = (query: string) => synonymsAt(turned, query.split(' '), 0)?.targets[0];
  expect(first('mentoring really works')).toEqual(['benefits']);
  expect(first('mentoring is not working')).toBeUndefined();
  expect(synonymsAt(turned, ['smart', 'enough', 'clever'], 0)).toBeNull();
});

test('a lone stop word does not match', () => {
  const only = compileSynonyms({ over: ['ending'] });
  expect(synonymsAt(only, ['over'], 0)).toBeNull();
});

test('targets that no page has are left out', () => {
  const known = new Set(['pay', 'silence']);
  const fitting = fitSynonyms(source, (word) => known.has(word));
  expect(fitting).toEqual({ 'salary,wages': ['pay'], 'left read': ['silence'] });
});

test('a target of stop words alone is left out', () => {
  expect(fitSynonyms({ decline: ['say no', 'refuse'] }, () => true)).toEqual({ decline: ['refuse'] });
});

test('the inflected forms of a key are sent once', () => {
  const fitting = fitSynonyms({ 'cancel, cancelling, cancelled, call off': ['move'] }, () => true);
  const [keys] = Object.keys(fitting);
  expect(keys!.split(',')).toHaveLength(2);
  const found = compileSynonyms(fitting);
  for (const word of ['cancel', 'cancelling', 'cancelled']) expect(synonymsAt(found, [word], 0)).not.toBeNull();
});
