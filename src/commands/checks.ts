import { execute, packageScript } from './execute.ts';
import type { Tally } from './tally.ts';

/** One thing that must hold for every commit. */
export interface Check {
  name: string;
  script: string;
  args: string[];
  /** What it says is shown also where all is well: advice. */
  advises?: boolean;
}

const astro = packageScript('astro/bin/astro.mjs');

/** Says what is wrong, and nothing where all is well; the first makes the types of the content that the second lints with. */
const code: Check[] = [
  { name: 'types', script: astro, args: ['check', '--minimumFailingSeverity', 'warning'] },
  { name: 'lint', script: packageScript('eslint/bin/eslint.js'), args: ['--max-warnings=0', '.'] },
];
const text: Check[] = [
  { name: 'content', script: 'src/commands/content/main.ts', args: [], advises: true },
  {
    name: 'format',
    script: packageScript('prettier/bin/prettier.cjs'),
    args: ['--check', '--log-level=warn', '--cache', '--cache-location=.cache/prettier', '.'],
  },
];

/** Runs every check, two at a time, and prints a line for each, with what it said where it failed. */
export async function runChecks(): Promise<Tally> {
  const lanes = await Promise.all([code, text].map(inTurn));
  const passed = lanes.flat();
  return { passed: passed.filter(Boolean).length, failed: passed.filter((each) => !each).length, skipped: 0 };
}

async function inTurn(checks: readonly Check[]): Promise<boolean[]> {
  const passed: boolean[] = [];
  for (const check of checks) passed.push(await holds(check));
  return passed;
}

async function holds({ name, script, args, advises = false }: Check): Promise<boolean> {
  const started = performance.now();
  const { code, output } = await execute(script, args);
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${code === 0 ? 'passed' : 'FAILED'}  ${name} (${seconds} s)`);
  if (code !== 0 || advises) console.log(output.trimEnd());
  return code === 0;
}
