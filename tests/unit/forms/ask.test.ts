import '../../support/in-london.ts';
import { describe, expect, test } from 'vitest';
import { ask } from '#forms/ask.ts';
import { validateForm } from '#forms/validate.ts';
import { context, question, without, type Sent } from './examples.ts';
import { answersOf, sentenceFor } from './sentences.ts';

const say = (field: string, value: string | string[], sent: Sent = question()) =>
  sentenceFor(ask, field, { ...sent, [field]: value });

test('a valid question is accepted with its values unchanged', () => {
  expect(answersOf(ask, question())).toEqual(question());
});

describe('a blank answer is a problem', () => {
  test.each([
    ['status', 'Select whether you are a student or a graduate'],
    ['fullName', 'Enter your full name'],
    ['email', 'Enter your Northbridge email address, like s1234567@my.northbridge.example'],
    ['topic', 'Select one topic'],
    ['question', 'Enter your question'],
    ['mode', 'Select how you can meet'],
    ['windows', 'Select when you can usually meet'],
    ['understood', 'Confirm that you understand how your request is used'],
  ])('%s: %s', (field, sentence) => {
    expect(sentenceFor(ask, field, without(question(), field))).toBe(sentence);
  });

  test.each(['role', 'vacancyUrl', 'deadline', 'tried', 'adjustments'])('except %s', (field) => {
    expect(sentenceFor(ask, field, without(question(), field))).toBeUndefined();
    expect(say(field, '')).toBeUndefined();
  });
});

test('a question has exactly one topic', () => {
  expect(say('topic', ['career-advice', 'application-advice'])).toBe('Select one topic');
  expect(say('topic', ['career-advice', 'career-advice'])).toBeUndefined();
  expect(say('topic', 'everything')).toBe('Select one topic');
});

test.each([
  ['question', 40, 1200, 'Your question must be 1,200 characters or fewer'],
  ['tried', 1, 400, 'Your answer about what you have tried must be 400 characters or fewer'],
  ['role', 1, 150, 'Your role or sector must be 150 characters or fewer'],
])('%s has %i to %i characters', (field, min, max, tooLong) => {
  expect(say(field, 'a'.repeat(min))).toBeUndefined();
  expect(say(field, 'a'.repeat(max))).toBeUndefined();
  expect(say(field, 'a'.repeat(max + 1))).toBe(tooLong);
  expect(say('question', 'a'.repeat(39))).toBe('Your question must be 40 characters or more');
});

test('a vacancy is an https address', () => {
  expect(say('vacancyUrl', 'a page')).toBe(
    'Enter the address of a page, like https://example.com/jobs/editor, or leave it blank',
  );
  expect(say('vacancyUrl', `https://example.com/${'a'.repeat(2_000)}`)).toBe(
    'Your link to the vacancy must be 2,000 characters or fewer',
  );
  expect(answersOf(ask, question({ vacancyUrl: 'http://example.com' }))['vacancyUrl']).toBe('https://example.com');
});

describe('the date by which an answer is needed', () => {
  const sentence = (day: string, now: string) =>
    sentenceFor(ask, 'deadline', question({ deadline: day }), new Date(now));
  const noon = '2026-11-24T12:00:00Z';
  test('is from today to 12 months ahead', () => {
    expect(sentence('2026-11-24', noon)).toBeUndefined();
    expect(sentence('2027-11-24', noon)).toBeUndefined();
    expect(sentence('2026-11-23', noon)).toBe('Your deadline must be today or later');
    expect(sentence('2027-11-25', noon)).toBe('Your deadline must be 24\u00a0November 2027 or earlier');
    expect(sentence('31/11/2027', noon)).toBe('November has 30 days, so there is no day 31 in it');
    expect(sentence('3/12/2025', noon)).toBe(
      'Your deadline must be today or later. We read 3/12/2025 as 3\u00a0December 2025',
    );
    expect(sentence('soon', noon)).toBe('Enter the day, month and year, like 27 March 2027, or leave it blank');
  });

  test('is counted from today in London', () => {
    expect(sentence('2026-06-30', '2026-06-30T22:59:59Z')).toBeUndefined();
    expect(sentence('2026-06-30', '2026-06-30T23:00:00Z')).toBe('Your deadline must be today or later');
    expect(sentence('2027-07-01', '2026-06-30T23:00:00Z')).toBeUndefined();
  });

  test('is at most the last day of the next February when today is 29 February', () => {
    expect(sentence('2029-02-28', '2028-02-29T12:00:00Z')).toBeUndefined();
    expect(sentence('2029-03-01', '2028-02-29T12:00:00Z')).toBe(
      'Your deadline must be 28\u00a0February 2029 or earlier',
    );
  });
});

test('the problem of an exit is in the place of its question among other problems', () => {
  const judgement = validateForm(ask, question({ status: 'neither', fullName: '', question: '' }), context);
  expect(judgement.ok ? [] : judgement.problems.map(({ field }) => field)).toEqual(['status', 'fullName', 'question']);
  expect(judgement.ok ? undefined : judgement.exit?.page).toBe('not-for-you');
});
