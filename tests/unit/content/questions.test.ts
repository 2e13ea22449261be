import { expect, test } from 'vitest';
import { read } from '../../../src/commands/content/files.ts';
import { questionProblems, QUESTION_LETTERS_MAX } from '../../../src/commands/content/question-problems.ts';

const places = new Map([['/guidance/first-meeting/', new Set(['agenda', 'late'])]]);
const problems = (text: string, path = 'content/questions/guidance/first-meeting.yaml') =>
  questionProblems([read(path, text)], places);

test('accepts questions of a section and of the whole page', () => {
  expect(problems('page: [first time]\nagenda:\n  - what do we talk about\n')).toEqual([]);
});

test('names a page and a section that do not exist, and the nearest that does', () => {
  expect(problems('agenda: [what now]', 'content/questions/guidance/first-meting.yaml')).toEqual([
    'content/questions/guidance/first-meting.yaml: no page has the address /guidance/first-meting/. Did you mean "/guidance/first-meeting/"?',
  ]);
  expect(problems('agena: [what now]').join()).toMatch('has no section "agena". Did you mean "agenda"?');
});

test('names a question that two sections have', () => {
  expect(problems('agenda: [what now]\nlate: [What now]').join()).toMatch(
    '“What now” is asked at /guidance/first-meeting/#agenda',
  );
});

test('names a question that is too long, and what is not a list', () => {
  expect(problems(`agenda: [${'a'.repeat(QUESTION_LETTERS_MAX + 1)}]`).join()).toMatch(
    'is 91 characters; it must be 90 or fewer',
  );
  expect(problems('agenda: what now').join()).toMatch('must be a list');
});
