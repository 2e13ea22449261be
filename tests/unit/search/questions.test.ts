import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readQuestionWords } from '#search/index/questions.ts';

it('tells the search of what a task’s phrases share with two questions for pages, not with one', () => {
  const site = mkdtempSync(join(tmpdir(), 'questions-'));
  onTestFinished(() => rmSync(site, { recursive: true, force: true }));
  mkdirSync(join(site, 'content/questions'), { recursive: true });
  writeFileSync(join(site, 'content/tasks.yaml'), '- id: withdraw\n  asked: [withdraw my form, stop my form]\n');
  writeFileSync(
    join(site, 'content/questions/about.yaml'),
    'page: [who reads my form, print my form, how to stop worrying, a letter]\n',
  );
  const { parts, counts, questions } = readQuestionWords(site);
  expect(Object.fromEntries(parts.split('\n').map((part, at) => [part, counts[at]]))).toEqual({
    my: 2,
    form: 2,
    'my form': 2,
  });
  expect(questions).toBe(4);
});
