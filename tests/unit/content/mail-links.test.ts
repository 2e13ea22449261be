import { expect, test } from 'vitest';
import { mailLinkProblems } from '../../../src/commands/content/mail-links.ts';

const places = new Map([
  ['/', undefined],
  ['/contact/', new Set<string>()],
  ['/guidance/first-meeting/', new Set(['agenda'])],
]);
const problems = (...lines: string[]) => mailLinkProblems(new Map([['content/mail/a.md', lines.join('\n')]]), places);

test('accepts links to pages and sections, with fields in their queries', () => {
  expect(
    problems(
      'Write: <{{site}}/contact/?topic=change&reference={{reference}}>, or visit {{ site }}.',
      '[Read this]({{site}}/guidance/first-meeting/#agenda). All: <{{site}}/>',
    ),
  ).toEqual([]);
});

test('names the line of a link to a page or a section that does not exist, and the nearest that does', () => {
  expect(problems('Dear {{name}},', '', 'Read <{{site}}/guidance/first-meting/> and <{{site}}/nowhere/?a=b>.')).toEqual(
    [
      'content/mail/a.md: line 3 leads to /guidance/first-meting/, which is no page. Did you mean "/guidance/first-meeting/"?',
      'content/mail/a.md: line 3 leads to /nowhere/, which is no page. There are: /, /contact/, /guidance/first-meeting/.',
    ],
  );
  expect(problems('<{{site}}/guidance/first-meeting/#agena>').join()).toMatch('has no section "agena".');
});
