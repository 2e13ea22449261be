import { expect, test } from 'vitest';
import type { Card, SearchOutcome } from '#search/query/engine.ts';
import { filterWord } from '#search/markup.ts';
import { whatHelps } from '#search/query/what-helps.ts';

const card = (title: string, more: Partial<Card> = {}): Card => ({
  url: `/guidance/${title}/`,
  title: [{ text: title, marked: false }],
  kind: 'tip',
  article: { url: '/guidance/a/', title: 'An article' },
  excerpt: [],
  further: [],
  audience: ['mentee'],
  topics: [filterWord('topic', 'applications')],
  ...more,
});

const outcome = (cards: Card[], unanswered = false): SearchOutcome => ({
  query: '',
  corrected: null,
  changes: [],
  unknown: [],
  used: [],
  words: ['interview', 'salary', 'question'],
  total: cards.length,
  cards,
  coverage: 1,
  clear: false,
  unmet: [],
  unanswered,
});

const titles = (cards: readonly Card[]) => cards.map(({ title }) => title[0]!.text);

test('the best place is offered for one shared word, others for two', () => {
  const cards = [card('Rehearse an interview'), card('Write after an interview'), card('Salary questions')];
  expect(titles(whatHelps(outcome(cards), []))).toEqual(['Rehearse an interview', 'Salary questions']);
});

test('the best place is offered for two shared words when nothing answers the question well', () => {
  const cards = [card('Rehearse an interview'), card('Salary questions')];
  expect(titles(whatHelps(outcome(cards, true), []))).toEqual(['Salary questions']);
});

test('a place is not offered for words that most questions have', () => {
  const about = {
    ...outcome([card('Work after your studies'), card('Find a salary')]),
    words: ['study', 'work', 'salary'],
  };
  expect(titles(whatHelps(about, []))).toEqual([]);
  const first = { ...outcome([card('Find a salary for your work')]), words: ['find', 'salary'] };
  expect(titles(whatHelps(first, []))).toEqual(['Find a salary for your work']);
});

test('a place of another topic, or for mentors only, is not offered', () => {
  const cards = [
    card('Interview questions', { topics: [filterWord('topic', 'meetings')] }),
    card('Interview salary', { audience: ['mentor'] }),
    card('Salary questions'),
  ];
  expect(titles(whatHelps(outcome(cards), ['applications']))).toEqual(['Salary questions']);
});

test('at most three places are offered', () => {
  const cards = ['a', 'b', 'c', 'd'].map((each) => card(`Interview salary ${each}`));
  expect(whatHelps(outcome(cards), [])).toHaveLength(3);
});
