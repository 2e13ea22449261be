/** `npm run bench -- <name> [options]`: runs `bench/<name>.ts`, or, without a name, names what there is. */
import { readdir } from 'node:fs/promises';

/** The exports of each measurement's file. */
export interface Benchmark {
  /** One line for the list of benchmarks. */
  summary: string;
  run: (options: readonly string[]) => Promise<void>;
}

// Ends what was started too: it hangs on this process's exit.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

const [name, ...options] = process.argv.slice(2);
const names = (await readdir(import.meta.dirname))
  .filter((file) => file.endsWith('.ts') && file !== 'main.ts')
  .map((file) => file.slice(0, -3))
  .sort();

if (name !== undefined && names.includes(name)) {
  const { run } = (await import(`./${name}.ts`)) as Benchmark;
  await run(options);
} else {
  for (const each of names) {
    const { summary } = (await import(`./${each}.ts`)) as Benchmark;
    console.log(`npm run bench -- ${each}\n    ${summary}`);
  }
  if (name !== undefined) process.exitCode = 1;
}
