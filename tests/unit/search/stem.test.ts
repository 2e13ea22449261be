import { expect, test } from 'vitest';
import { root, stem } from '../../../src/search/stem.ts';

test.each([
  [['mentor', 'mentors', 'mentoring', 'mentored']],
  [['question', 'questions', 'questioning']],
  [['motivate', 'motivating', 'motivated']],
  [['apply', 'applies', 'applied']],
  [['plan', 'planning', 'planned', 'plans']],
  [['reflection', 'reflections']],
])('the forms %j are one word', (forms) => {
  expect(new Set(forms.map(stem)).size).toBe(1);
});

test.each([
  ['mentor', 'mention'],
  ['interview', 'internet'],
  ['meeting', 'met'],
])('%s and %s are two words', (a, b) => {
  expect(stem(a)).not.toBe(stem(b));
});

test('the root keeps apart what only the stem joins', () => {
  expect(stem('presentation')).toBe(stem('present'));
  expect(root('presentation')).not.toBe(root('present'));
  expect(root('interviews')).toBe(root('interview'));
});
