import { execute, packageScript } from './execute.ts';
import type { Tally } from './tally.ts';

/** A check that every commit must pass. */
export interface Check {
  name: string;
  script: string;
  args: string[];
  /** Shows the output even when the check passes, because it has advice. */
  advises?: boolean;
}

const astro = packageScript('astro/bin/astro.mjs');

/** In this order, because the first writes the content's types, which the second reads. */
const code: Check[] = [
  {
    name: 'types of components',
    script: astro,
    args: ['check', '--minimumFailingSeverity', 'warning', '--tsconfig', 'tsconfig.astro.json'],
  },
  { name: 'types and lint', script: packageScript('oxlint/bin/oxlint'), args: [] },
];
const text: Check[] = [
  { name: 'content', script: 'src/commands/content/main.ts', args: [], advises: true },
  {
    name: 'format',
    script: packageScript('prettier/bin/prettier.cjs'),
    args: ['--check', '--log-level=warn', '--cache', '--cache-location=.cache/prettier', '.'],
  },
];

/** Runs every check, two at a time, and prints a line for each, and the output of those that fail. */
export async function runChecks(): Promise<Tally> {
  const lanes = await Promise.all([code, text].map(runInTurn));
  const passed = lanes.flat();
  return { passed: passed.filter(Boolean).length, failed: passed.filter((each) => !each).length, skipped: 0 };
}

async function runInTurn(checks: readonly Check[]): Promise<boolean[]> {
  const passed: boolean[] = [];
  for (const check of checks) passed.push(await passes(check));
  return passed;
}

async function passes({ name, script, args, advises = false }: Check): Promise<boolean> {
  const started = performance.now();
  // Checks the site of content/, even if this command runs on the starter.
  const { code, output } = await execute(script, args, { env: { NODE_OPTIONS: '' } });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
  if (code !== 0 || advises) console.log(output.trimEnd());
  return code === 0;
}
