import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from '#src/commands/root.ts';
import {
  wholeResult,
  type TestPart,
  type PlaywrightReport,
  readPlaywright,
  readVitest,
  summarise,
  withExitCode,
} from '#src/commands/test-report.ts';

const vitest = {
  numPassedTests: 2,
  numFailedTests: 1,
  numPendingTests: 1,
  testResults: [
    {
      name: join(root, 'tests/unit/a.test.ts'),
      assertionResults: [
        { fullName: 'a form is sent', status: 'passed', duration: 1500 },
        { fullName: 'a form is kept', status: 'failed', duration: 20 },
        { fullName: 'a form is skipped', status: 'pending', duration: null },
      ],
    },
    {
      name: join(root, 'tests/inbox/b.test.ts'),
      assertionResults: [{ fullName: 'b', status: 'passed', duration: 3000 }],
    },
  ],
};

const spec = (title: string, ok: boolean, ...durations: number[]) => ({
  title,
  file: 'a.spec.ts',
  ok,
  tests: [{ results: durations.map((duration) => ({ duration })) }],
});
const playwright: PlaywrightReport = {
  config: { rootDir: join(root, 'tests/site') },
  stats: { expected: 1, unexpected: 1, flaky: 1, skipped: 2 },
  suites: [
    {
      title: 'a.spec.ts',
      specs: [spec('the home page', true, 250)],
      suites: [{ title: 'on a phone', specs: [spec('the menu opens', false, 1000, 2000)] }],
    },
  ],
};

const part = (name: string, seconds: number, result = wholeResult(true)): TestPart => ({ ...result, name, seconds });

describe('the report of a runner', () => {
  it('of Vitest has the counts, and each test by its file and full title', () => {
    expect(readVitest(vitest)).toEqual({
      tally: { passed: 2, failed: 1, skipped: 1 },
      tests: [
        { name: 'tests/unit/a.test.ts: a form is sent', seconds: 1.5, failed: false },
        { name: 'tests/unit/a.test.ts: a form is kept', seconds: 0.02, failed: true },
        { name: 'tests/unit/a.test.ts: a form is skipped', seconds: 0, failed: false },
        { name: 'tests/inbox/b.test.ts: b', seconds: 3, failed: false },
      ],
    });
  });

  it('of Playwright counts a flaky test as failed, and adds up the attempts at a test', () => {
    expect(readPlaywright(playwright)).toEqual({
      tally: { passed: 1, failed: 2, skipped: 2 },
      tests: [
        { name: 'tests/site/a.spec.ts: the home page', seconds: 0.25, failed: false },
        { name: 'tests/site/a.spec.ts: on a phone the menu opens', seconds: 3, failed: true },
      ],
    });
  });

  it('counts one failure when the runner fails without naming a test', () => {
    expect(withExitCode(wholeResult(true), 1).tally).toEqual({ passed: 1, failed: 1, skipped: 0 });
    expect(withExitCode(wholeResult(true), 0).tally).toEqual({ passed: 1, failed: 0, skipped: 0 });
    expect(withExitCode(wholeResult(false), 1).tally).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});

describe('the closing lines of a run', () => {
  const parts = [
    part('checks', 61.25),
    part('unit', 90, readVitest(vitest)),
    part('browser', 7, readPlaywright(playwright)),
  ];

  it('show the seconds of each part, the slowest tests of all parts, and every failed test', () => {
    expect(summarise(parts, 3)).toEqual([
      '',
      'Seconds per part:',
      '    61.3  checks',
      '    90.0  unit',
      '     7.0  browser',
      '',
      'The 3 slowest tests, in seconds:',
      '     3.0  tests/inbox/b.test.ts: b',
      '     3.0  tests/site/a.spec.ts: on a phone the menu opens',
      '     1.5  tests/unit/a.test.ts: a form is sent',
      '',
      'Failed:',
      '  tests/unit/a.test.ts: a form is kept',
      '  tests/site/a.spec.ts: on a phone the menu opens',
      '',
    ]);
  });

  it('name ten tests, and no heading without lines below it', () => {
    const tests = Array.from({ length: 12 }, (_, index) => ({ name: `test ${index}`, seconds: index, failed: false }));
    expect(summarise([part('unit', 1, { ...wholeResult(true), tests })])).toHaveLength(3 + 2 + 10 + 1);
    expect(summarise([part('checks', 1)])).toEqual(['', 'Seconds per part:', '     1.0  checks', '']);
  });
});
