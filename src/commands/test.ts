/**
 * `npm test`: the checks of every commit, the tests without a browser, the build, the tests in a browser. A failing part does not
 * keep the next from running; the last line counts them all.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { browserForTests } from '../../tests/support/browser.ts';
import { hostedSettings } from '../../tests/support/hosted.ts';
import { instant } from '../../tests/support/instant.ts';
import { buildSite, isBuilt } from './build-site.ts';
import { runChecks } from './checks.ts';
import { differingFiles } from './differing-files.ts';
import { execute, packageScript } from './execute.ts';
import { cache } from './root.ts';
import { conclude, nothing, sum, type Tally } from './tally.ts';

const report = join(cache, 'test-report.json');
/** The tests have a site of their own, built for an instant at which a round is open. */
const site = { folder: '.cache/test/site', env: { CLOCK: instant } };
const again = { folder: '.cache/test/site-again', env: { ...site.env, COMPRESSION: 'off' } };
const hosted = { folder: '.cache/test/site-hosted', env: { ...site.env, ...hostedSettings } };
const fault: Tally = { ...nothing, failed: 1 };

interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  numPendingTests: number;
}

interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number; skipped: number };
}

/** Runs a test runner and reads its report; a runner that fails without naming a test counts as one failure. */
async function runner(
  script: string,
  args: string[],
  env: NodeJS.ProcessEnv,
  read: (report: unknown) => Tally,
): Promise<Tally> {
  mkdirSync(cache, { recursive: true });
  rmSync(report, { force: true });
  const { code } = await execute(packageScript(script), args, { show: true, env });
  let tally = nothing;
  try {
    tally = read(JSON.parse(readFileSync(report, 'utf8')));
  } catch (error) {
    console.error(`No report of ${script}: ${(error as Error).message}`);
  }
  return code !== 0 && tally.failed === 0 ? sum(tally, fault) : tally;
}

const withoutBrowser = () =>
  runner(
    'vitest/vitest.mjs',
    ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    {},
    (report) => {
      const { numPassedTests: passed, numFailedTests: failed, numPendingTests: skipped } = report as VitestReport;
      return { passed, failed, skipped };
    },
  );

async function inBrowser(built: boolean): Promise<Tally> {
  if (!built) return refuse('the build failed');
  const browser = browserForTests();
  if (browser === undefined)
    return refuse('no Chrome or Chromium could be found or installed; name one with CHROME_PATH');
  return runner(
    '@playwright/test/cli.js',
    ['test', '--config=tests/playwright.config.ts', '--reporter=list,json'],
    {
      CHROME_PATH: browser,
      SITE_FOLDER: site.folder,
      HOSTED_SITE_FOLDER: hosted.folder,
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    },
    (report) => {
      const { expected, unexpected, flaky, skipped } = (report as PlaywrightReport).stats;
      return { passed: expected, failed: unexpected + flaky, skipped };
    },
  );
}

function refuse(reason: string): Tally {
  console.error(`The tests in a browser did not run: ${reason}.`);
  return fault;
}

/** Builds the site twice, because the same input must give the same bytes, and once for hosted forms; what is built already is left. */
async function build(): Promise<Tally> {
  for (const each of [site, again, hosted]) if (!isBuilt(each) && (await buildSite(each)) !== 0) return fault;
  const differing = differingFiles(site.folder, again.folder).filter((name) => !/\.(br|gz)$/.test(name));
  if (differing.length > 0) console.error(`Two builds of the same input differ in:\n  ${differing.join('\n  ')}`);
  return { ...nothing, passed: differing.length > 0 ? 1 : 2, failed: differing.length > 0 ? 1 : 0 };
}

/** One part after the other, so that no part's times depend on another's. */
const checks = await runChecks();
const unit = await withoutBrowser();
const built = await build();
const browser = await inBrowser(isBuilt(site));
conclude([checks, unit, built, browser].reduce(sum));
