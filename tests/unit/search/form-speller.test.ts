import { describe, expect, test } from 'vitest';
import { formSpeller } from '../../../src/search/query/form-speller.ts';

const words = 'paraphrasing confidential special schedule questions accommodation visas photo confide'.split(' ');
const { nearest, isNear } = formSpeller(() => words.map((word) => [word, 1]));

describe('a word without a near spelling', () => {
  test.each([
    ['a slip in a form that the index lacks', 'paraphase', 'paraphrasing'],
    ['“sh” for “ti”', 'confidenshal', 'confidential'],
    ['“sh” for “ci”', 'speshal', 'special'],
    ['“sk” for “sch”', 'skedule', 'schedule'],
    ['several sounds', 'akomodashun', 'accommodation'],
  ])('is corrected by %s: %s is read as %s', (_, typed, meant) => expect(nearest(typed)?.word).toBe(meant));

  test.each(['skydiving', 'conscience', 'foto'])('is not corrected without a similar sound: %s', (typed) => {
    expect(nearest(typed)).toBeNull();
    expect(isNear(typed)).toBe(false);
  });
});

test('a near spelling comes before a similar sound', () => {
  expect(nearest('qestions')?.word).toBe('questions');
  expect(nearest('confidental')?.word).toBe('confidential');
});
