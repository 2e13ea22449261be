import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { taskProblems } from '../../../src/commands/content/task-problems.ts';
import type { Task } from '../../../src/schemas/task.ts';
import { taskMatcher } from '../../../src/search/query/tasks.ts';

const taskOf = taskMatcher([
  { id: 'deadline', asked: ['deadline', 'when do applications close', 'closing date'] },
  { id: 'contact', asked: ['phone number', 'contact the careers team', 'email address'] },
  { id: 'again', asked: ['can i apply again', 'when can i apply a second time'] },
]);

test('knows a task by one of its phrases and its other words', () => {
  expect(taskOf('applications deadline')?.id).toBe('deadline');
  expect(taskOf('phone number of the careers team')?.id).toBe('contact');
  expect(taskOf('Could I apply again?')?.id).toBe('again');
});

test('knows no task in a query that tells of something else as well', () => {
  for (const query of ['deadline for my dissertation', 'phone interview', 'how to close a conversation', '', 'when'])
    expect(taskOf(query), query).toBeNull();
});

const tasks = parse(readFileSync('content/tasks.yaml', 'utf8')) as Task[];

test('every phrase of the site’s tasks leads to its own task', () => {
  const own = taskMatcher(tasks);
  const lost = tasks.flatMap(({ id, asked }) => asked.filter((phrase) => own(phrase)?.id !== id));
  expect(lost).toEqual([]);
});

test('the content check names a place that does not exist, a phrase asked twice, and an unknown word in braces', () => {
  const places = new Map([['/contact/', new Set(['team'])]]);
  const task = (text: string) =>
    taskProblems(
      places,
      `- { id: a, asked: [one, two, three], says: 'Write to us here.', button: Write, ${text} }`,
    ).join();
  expect(task('href: /contact/?topic=x#team')).toBe('');
  expect(task('href: /contct/')).toMatch('a leads to /contct/, which is no page. Did you mean "/contact/"?');
  expect(task('href: /contact/#tem')).toMatch('has no section "tem". Did you mean "team"?');
  const twice = `- { id: a, asked: [one, two, one], says: 'Write to us here.', button: Write, href: /contact/ }`;
  expect(taskProblems(places, twice).join()).toMatch('“one” is asked for a and for a');
  expect(taskProblems(places, twice.replace('here', '{where}')).join()).toMatch('cannot be filled in');
});
