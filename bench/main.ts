/** `npm run bench -- <name> [options]`: runs `bench/<name>.ts`, or, without a name, names what there is. */
import { readdir } from 'node:fs/promises';
import { execute } from '../src/commands/execute.ts';

/** The exports of each measurement's file. */
export interface Benchmark {
  /** One line for the list of benchmarks. */
  summary: string;
  /** True if it sends the answers of the tests, which are for the site in `starter/`. */
  isOnStarter?: boolean;
  run: (options: readonly string[]) => Promise<void>;
}

/** Leads `#site` and `#content` to the starter, here and in every program that is started. */
const starter = '--conditions=starter';

// Ends what was started too: it hangs on this process's exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const [name, ...options] = process.argv.slice(2);
const names = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => file.slice(0, -3))
  .sort();

if (name !== undefined && names.includes(name)) {
  const { run, isOnStarter = false } = (await import(`./${name}.ts`)) as Benchmark;
  if (isOnStarter && process.env['NODE_OPTIONS'] !== starter)
    process.exitCode = (
      await execute('bench/main.ts', [name, ...options], { env: { NODE_OPTIONS: starter }, show: true })
    ).code;
  else await run(options);
} else {
  for (const each of names) {
    const { summary } = (await import(`./${each}.ts`)) as Benchmark;
    console.log(`npm run bench -- ${each}\n    ${summary}`);
  }
  if (name !== undefined) process.exitCode = 1;
}
