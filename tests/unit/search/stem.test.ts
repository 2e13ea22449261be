import { expect, test } from 'vitest';
import { root, stem } from '../../../src/search/query/stem.ts';

test.each([
  [['mentor', 'mentors', 'mentoring', 'mentored']],
  [['question', 'questions', 'questioning']],
  [['motivate', 'motivating', 'motivated']],
  [['apply', 'applies', 'applied']],
  [['plan', 'planning', 'planned', 'plans']],
  [['reflection', 'reflections']],
  [['criticise', 'criticised']],
  [['add', 'adding', 'added']],
  [['employ', 'employer', 'employment', 'employing']],
  [['advertise', 'advertising', 'advertisement']],
  [['shadow', 'shadows', 'shadowing']],
])('the forms %j have one stem', (forms) => {
  expect(new Set(forms.map(stem)).size).toBe(1);
});

test.each([
  ['mentor', 'mention'],
  ['interview', 'internet'],
  ['meeting', 'met'],
  ['role', 'rolling'],
  ['evening', 'even'],
  ['plane', 'plan'],
  ['international', 'intern'],
  ['university', 'universal'],
  ['advertise', 'advert'],
])('%s and %s have different stems', (a, b) => {
  expect(stem(a)).not.toBe(stem(b));
});

test('words with one stem can have different roots', () => {
  expect(stem('presentation')).toBe(stem('present'));
  expect(root('presentation')).not.toBe(root('present'));
  expect(root('interviews')).toBe(root('interview'));
});

test.each([
  ['generously', 'generous'],
  ['communities', 'communiti'],
  ['dying', 'die'],
  ['agreed', 'agre'],
  ['hoping', 'hope'],
  ['hopping', 'hop'],
  ['relational', 'relat'],
  ['conditional', 'condit'],
  ['electriciti', 'electr'],
  ['adjustment', 'adjust'],
  ['happily', 'happili'],
  ['sky', 'sky'],
  ['boy', 'boy'],
  ['succeed', 'succeed'],
  ['controlling', 'control'],
  ['psychologists', 'psycholog'],
])('the stem of %s is %s, as in Snowball', (word, stemmed) => {
  expect(stem(word)).toBe(stemmed);
});
