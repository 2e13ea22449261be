/**
 * `npm test`: the checks of every commit, the tests without a browser, the builds, and the tests in a browser. Independent parts run at the
 * same time; a failing part does not stop the others; the last line counts them all. `-- --all` runs the whole matrix: every page in every
 * look and width, every test of the inbox on both databases.
 */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { atRootSettings } from '../../tests/support/at-root.ts';
import { belowSettings } from '../../tests/support/below.ts';
import { browserForTests } from '../../tests/support/browser.ts';
import { hostedSettings } from '../../tests/support/hosted.ts';
import { instant } from '../../tests/support/instant.ts';
import { memoryFolder } from '../../tests/support/memory-folder.ts';
import { buildSite, isBuilt } from './build-site.ts';
import { runChecks } from './checks.ts';
import { execute, packageScript } from './execute.ts';
import { readOptions } from './read-options.ts';
import { cache } from './root.ts';
import { conclude, sum } from './tally.ts';
import {
  wholeResult,
  type TestPart,
  type PlaywrightReport,
  readPlaywright,
  readVitest,
  type Result,
  summarise,
  type VitestReport,
  withExitCode,
} from './test-report.ts';

const usage = `npm test             every check and test
npm test -- --all    every page in every look and width, and the whole inbox on both databases`;
const { values } = readOptions(usage, { options: { all: { type: 'boolean', default: false } } });
const temporary = memoryFolder();
const forTests = {
  TEST_MATRIX: values.all ? 'whole' : '',
  ...(temporary === undefined ? {} : { TMPDIR: temporary }),
};

/** With Node's condition `starter`, this command and the programs that it starts use the starter; those of `thisSite` do not. */
process.env['NODE_OPTIONS'] = '--conditions=starter';

/** The site of content/. Without compressed files, which no test reads there, as in the starter's other places. */
const thisSite = {
  folder: '.cache/test/this-site',
  env: { NODE_OPTIONS: '', ...atRootSettings, COMPRESSION: 'off' },
};
/** The starter, which the tests use, built for an instant at which a round is open. */
const site = { folder: '.cache/test/site', env: { CLOCK: instant } };
/** The starter again, and in two other places. */
const again = { folder: '.cache/test/site-again', env: site.env };
const hosted = { folder: '.cache/test/site-hosted', env: { ...site.env, ...hostedSettings, COMPRESSION: 'off' } };
const below = { folder: '.cache/test/site-below', env: { ...site.env, ...belowSettings, COMPRESSION: 'off' } };

async function timed(name: string, run: () => Result | Promise<Result>): Promise<TestPart> {
  const started = performance.now();
  const result = await run();
  return { ...result, name, seconds: (performance.now() - started) / 1000 };
}

/** Runs a test runner and reads the report that it writes to a file. */
async function runner(
  script: string,
  args: string[],
  report: string,
  read: (report: unknown) => Result,
  env: NodeJS.ProcessEnv,
): Promise<Result> {
  mkdirSync(cache, { recursive: true });
  rmSync(report, { force: true });
  const { code } = await execute(packageScript(script), args, { show: 'piped', env });
  try {
    return withExitCode(read(JSON.parse(readFileSync(report, 'utf8'))), code);
  } catch (error) {
    console.error(`No report of ${script}: ${(error as Error).message}`);
    return wholeResult(false);
  }
}

function withoutBrowser(): Promise<Result> {
  const report = join(cache, 'vitest-report.json');
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const read = (report: unknown) => readVitest(report as VitestReport);
  return runner('vitest/vitest.mjs', args, report, read, forTests);
}

/** Runs the tests in a browser of a folder of tests, on a built site. */
async function inBrowser(tests: string, env: NodeJS.ProcessEnv, isBuilt: boolean): Promise<Result> {
  if (!isBuilt) return refuse('a build failed');
  const browser = browserForTests();
  if (browser === undefined)
    return refuse('no Chrome or Chromium could be found or installed; name one with CHROME_PATH');
  const report = join(cache, `playwright-report-${basename(tests)}.json`);
  const args = ['test', `--config=${tests}/playwright.config.ts`, '--reporter=list,json'];
  const read = (report: unknown) => readPlaywright(report as PlaywrightReport);
  const all = { ...forTests, CHROME_PATH: browser, PLAYWRIGHT_JSON_OUTPUT_FILE: report, ...env };
  return runner('@playwright/test/cli.js', args, report, read, all);
}

const engineInBrowser = () =>
  inBrowser(
    'tests',
    { SITE_FOLDER: site.folder, HOSTED_SITE_FOLDER: hosted.folder, BELOW_SITE_FOLDER: below.folder },
    [site, hosted, below].every((each) => isBuilt(each)),
  );

const thisSiteInBrowser = (isBuilt: boolean) =>
  inBrowser('tests/this-site', { SITE_FOLDER: thisSite.folder, ...thisSite.env }, isBuilt);

function refuse(reason: string): Result {
  console.error(`The tests in a browser did not run: ${reason}.`);
  return wholeResult(false);
}

/** Builds a site, unless it is built already, and prints one line. */
async function build(name: string, each: typeof site): Promise<TestPart> {
  const part = await timed(name, async () =>
    wholeResult(isBuilt(each) || (await buildSite({ ...each, quiet: true })) === 0),
  );
  console.log(`${part.tally.failed === 0 ? 'passed' : 'FAILED'}  ${name} (${part.seconds.toFixed(1)} s)`);
  return part;
}

/** Returns the paths of files that only one of two folders has, or whose bytes differ. */
function differingFiles(one: string, other: string): string[] {
  const names = [one, other].flatMap((cwd) => globSync('**', { cwd, dot: true }));
  return [...new Set(names)].sort().filter((name) => {
    const [a, b] = [join(one, name), join(other, name)];
    return !existsSync(a) || !existsSync(b) || !readFileSync(a).equals(readFileSync(b));
  });
}

function sameBytes(): Result {
  if (!isBuilt(site) || !isBuilt(again)) return wholeResult(false);
  const differing = differingFiles(site.folder, again.folder);
  if (differing.length > 0) console.error(`Two builds of the same input differ in:\n  ${differing.join('\n  ')}`);
  return wholeResult(differing.length === 0);
}

/** Builds the site of content/ in a process that does not have the starter. */
const buildThisSite = () =>
  timed('build of this site', async () => {
    const { code, output } = await execute('src/commands/build.ts', ['--folder', thisSite.folder], {
      env: thisSite.env,
    });
    if (code !== 0) console.error(output);
    return wholeResult(code === 0);
  });

async function builds(): Promise<TestPart[]> {
  return [
    await buildThisSite(),
    await build('build', site),
    await build('build of the same again', again),
    await timed('comparison of the two', sameBytes),
    await build('build for hosted forms', hosted),
    await build('build below a path', below),
  ];
}

const checks = () => timed('checks', async () => ({ tally: await runChecks(), tests: [] }));

/** One after the other, because the builds and the check of types write the same files. The tests without a browser run at the same time. */
const beside = async () => [...(await builds()), await checks()];
const [others, unit] = await Promise.all([beside(), timed('tests without a browser', withoutBrowser)]);
// The tests in a browser depend on time, so nothing else runs beside them.
const inBrowsers = await Promise.all([
  timed('tests of the engine in a browser', engineInBrowser),
  timed('tests of this site in a browser', () => thisSiteInBrowser(others[0]!.tally.failed === 0)),
]);
const parts = [...others, unit, ...inBrowsers];
console.log(summarise(parts).join('\n'));
conclude(parts.map(({ tally }) => tally).reduce(sum));
