import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { cache } from '../../src/commands/root.ts';
import { browserForTests, isRoot } from '../../tests/support/browser.ts';
import type { Scope } from '../support/scope.ts';
import { median } from '../support/table.ts';

const execute = promisify(execFile);
const version = '13';
const home = join(cache, 'bench/lighthouse');

export interface Grade {
  fcp: number;
  lcp: number;
  cls: number;
  tbt: number;
  /** Performance, accessibility, best practices and search engines, of 100 each. */
  scores: readonly number[];
}

interface Report {
  audits: Record<string, { numericValue: number }>;
  categories: Record<string, { score: number | null }>;
}

/** Installs Lighthouse in a folder of its own, once. @throws when it cannot be installed */
export async function prepareLighthouse(): Promise<void> {
  if (existsSync(join(home, 'node_modules/lighthouse'))) return;
  await mkdir(home, { recursive: true });
  await writeFile(join(home, 'package.json'), JSON.stringify({ private: true, dependencies: { lighthouse: version } }));
  await execute('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts'], { cwd: home });
}

/** Grades a page as on a phone with slow 4G in several runs, each in a new browser. Returns the median of each score. */
export async function grade({ folder }: Pick<Scope, 'folder'>, address: URL, times: number): Promise<Grade> {
  const reports: Report[] = [];
  for (let time = 0; time < times; time += 1) reports.push(await report(folder, address));
  const middle = (name: string) => median(reports.map(({ audits }) => audits[name]?.numericValue ?? Number.NaN));
  return {
    fcp: middle('first-contentful-paint'),
    lcp: middle('largest-contentful-paint'),
    cls: middle('cumulative-layout-shift'),
    tbt: middle('total-blocking-time'),
    scores: ['performance', 'accessibility', 'best-practices', 'seo'].map((name) =>
      Math.round(100 * median(reports.map(({ categories }) => categories[name]?.score ?? 0))),
    ),
  };
}

async function report(folder: string, address: URL): Promise<Report> {
  const path = join(folder, 'report.json');
  const flags = ['--headless=new', '--disable-dev-shm-usage', ...(isRoot() ? ['--no-sandbox'] : [])].join(' ');
  await execute(
    process.execPath,
    [
      join(home, 'node_modules/lighthouse/cli/index.js'),
      address.href,
      '--quiet',
      '--output=json',
      `--output-path=${path}`,
      `--chrome-flags=${flags}`,
      '--only-categories=performance,accessibility,best-practices,seo',
    ],
    { env: { ...process.env, CHROME_PATH: browserForTests() }, timeout: 300_000, maxBuffer: 64 * 1024 * 1024 },
  );
  return JSON.parse(await readFile(path, 'utf8')) as Report;
}
