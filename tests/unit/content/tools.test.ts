import { expect, it, vi } from 'vitest';

vi.mock('../../../src/schemas/reference.ts', () => import('../../../src/commands/content/references.ts'));
const { read } = await import('../../../src/commands/content/files.ts');
const { problemsOf } = await import('../../../src/commands/content/rules.ts');

const tool = (parts: string, id = 'sheet', articles = '[smart-goals]') =>
  read(
    `content/tools/${id}.yaml`,
    [
      'title: A sheet for a meeting',
      'summary: What to write down before you meet, and what to bring.',
      'order: 10',
      `articles: ${articles}`,
      parts,
    ].join('\n'),
  );
const problems = (...of: Parameters<typeof tool>) => problemsOf('tools', tool(...of), new Date('2026-11-26'));
const rows = (...written: string[]) =>
  `parts:\n  - title: Before\n    rows:\n${written.map((row) => `      - ${row}\n`).join('')}`;

it('accepts a correct sheet, and a tool with a component of its own', () => {
  expect(problems(rows("{ name: wish, label: 'What I want' }"))).toEqual([]);
  expect(problems('', 'meeting-times')).toEqual([]);
});

it('names the place of a wrong question in a sheet', () => {
  expect(problems(rows("{ name: wish, label: 'What I want' }", "{ name: Why now, label: 'Wh', lines: 9 }"))).toEqual([
    'parts, entry 1: rows, entry 2: name is "Why now"; it must be small letters, with single hyphens between words.',
    'parts, entry 1: rows, entry 2: label is 2 characters; it must be 3 or more.',
    'parts, entry 1: rows, entry 2: lines is 9; it must be 6 or less.',
  ]);
});

it('requires a name for each question', () => {
  expect(problems(rows("{ name: wish, label: 'What I want' }", "{ name: wish, label: 'And more' }"))).toEqual([
    'parts has two questions of one name; each needs its own.',
  ]);
});

it('refuses a tool without questions', () => {
  expect(problems('')).toEqual([
    'parts is missing. Write the questions of the sheet there, in groups; docs/writing.md shows how.',
  ]);
});

it('names an article that does not exist', () => {
  expect(problems(rows("{ name: wish, label: 'What I want' }"), 'sheet', '[smart-goal]')).toEqual([
    'articles names "smart-goal", which is not in content/guidance. Did you mean "smart-goals"?',
  ]);
});
