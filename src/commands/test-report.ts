import { relative } from 'node:path';
import { root } from './root.ts';
import { emptyTally, type Tally } from './tally.ts';

/** One test that ran, named by its file and title. */
export interface TimedTest {
  name: string;
  seconds: number;
  failed: boolean;
}

/** The result of one part of a run. */
export interface Result {
  tally: Tally;
  tests: readonly TimedTest[];
}

/** A part of a run and its duration. */
export interface TestPart extends Result {
  name: string;
  seconds: number;
}

/** The part of the report of Vitest's JSON reporter that is read here. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
  testResults: { name: string; assertionResults: { fullName: string; status: string; duration?: number | null }[] }[];
}

export function readVitest(report: VitestReport): Result {
  const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped, testResults } = report;
  const tests = testResults.flatMap(({ name: file, assertionResults }) =>
    assertionResults.map(({ fullName, status, duration }) => ({
      name: `${relative(root, file)}: ${fullName}`,
      seconds: (duration ?? 0) / 1000,
      failed: status === 'failed',
    })),
  );
  return { tally: { passed, failed, skipped }, tests };
}

interface PlaywrightSuite {
  title: string;
  specs: { title: string; file: string; ok: boolean; tests: { results: { duration: number }[] }[] }[];
  suites?: PlaywrightSuite[];
}

/** The part of the report of Playwright's JSON reporter that is read here. */
export interface PlaywrightReport {
  config: { rootDir: string };
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
  suites: PlaywrightSuite[];
}

export function readPlaywright({ config, stats, suites }: PlaywrightReport): Result {
  const folder = relative(root, config.rootDir);
  const testsOf = ({ specs, suites = [] }: PlaywrightSuite, titles: readonly string[]): TimedTest[] => [
    ...specs.map(({ title, file, ok, tests }) => ({
      name: `${folder}/${file}: ${[...titles, title].join(' ')}`,
      seconds: tests.flatMap(({ results }) => results).reduce((sum, { duration }) => sum + duration, 0) / 1000,
      failed: !ok,
    })),
    ...suites.flatMap((suite) => testsOf(suite, [...titles, suite.title])),
  ];
  const { expected: passed, unexpected, flaky, skipped } = stats;
  // The outermost suites are the files.
  return { tally: { passed, failed: unexpected + flaky, skipped }, tests: suites.flatMap((file) => testsOf(file, [])) };
}

/** Returns the result of a runner with this exit code. A failure that names no test counts as one failed test. */
export function withExitCode(result: Result, code: number): Result {
  const isUnnamed = code !== 0 && result.tally.failed === 0;
  return isUnnamed ? { ...result, tally: { ...result.tally, failed: 1 } } : result;
}

/** Returns the result of a part that passes or fails as a whole. */
export const wholeResult = (holds: boolean): Result => ({
  tally: { ...emptyTally, [holds ? 'passed' : 'failed']: 1 },
  tests: [],
});

/** Returns the lines before the last one of a run: seconds per part, the slowest tests, and each failed test. */
export function summarise(parts: readonly TestPart[], slowest = 10): string[] {
  const tests = parts.flatMap((part) => part.tests);
  const line = ({ name, seconds }: { name: string; seconds: number }) => `${seconds.toFixed(1).padStart(8)}  ${name}`;
  const block = (heading: string, lines: readonly string[]) => (lines.length > 0 ? ['', heading, ...lines] : []);
  const bySlowness = tests.toSorted((a, b) => b.seconds - a.seconds).slice(0, slowest);
  const failed = tests.filter((test) => test.failed).map(({ name }) => `  ${name}`);
  return [
    ...block('Seconds per part:', parts.map(line)),
    ...block(`The ${bySlowness.length} slowest tests, in seconds:`, bySlowness.map(line)),
    ...block('Failed:', failed),
    '',
  ];
}
