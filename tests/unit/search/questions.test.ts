import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { readSearchedTasks } from '#search/index/questions.ts';

it('tells the search how many questions for pages have each part of a task’s phrases, if more than one', () => {
  const site = mkdtempSync(join(tmpdir(), 'questions-'));
  onTestFinished(() => rmSync(site, { recursive: true, force: true }));
  mkdirSync(join(site, 'content/questions'), { recursive: true });
  writeFileSync(join(site, 'content/tasks.yaml'), '- id: stop\n  asked: [stopping my form]\n  says: Write.\n');
  writeFileSync(
    join(site, 'content/questions/about.yaml'),
    'page: [who reads my form, print my form, how to stop worrying, a letter]\n',
  );
  expect(readSearchedTasks(site)).toEqual({
    tasks: [{ id: 'stop', asked: ['stop my form'] }],
    // "stop", "my", "form", "stop my", "my form"
    counts: [0, 2, 2, 0, 2],
    questions: 4,
  });
});
