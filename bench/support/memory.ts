import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

export interface Usage {
  seconds: number;
  /** Largest sum of resident memory over the process and its children (MB); null where /proc is missing. */
  peak: number | null;
}

interface Surroundings {
  cwd?: string;
  /** Settings beside this process's own. */
  env?: NodeJS.ProcessEnv;
}

/** Runs a Node script and watches it. @throws when it fails */
export async function watch(
  script: string,
  args: readonly string[],
  { cwd, env = {} }: Surroundings = {},
): Promise<Usage> {
  const start = performance.now();
  const child = spawn(process.execPath, [script, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ending = new Promise<number | null>((resolve) => child.on('exit', resolve));
  let peak: number | null = null;
  while (child.exitCode === null && child.signalCode === null) {
    const now = await resident(child.pid!);
    if (now !== null) peak = Math.max(peak ?? 0, now);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if ((await ending) !== 0) throw new Error(`${script} failed.`);
  return { seconds: (performance.now() - start) / 1000, peak };
}

async function resident(root: number): Promise<number | null> {
  const processes = await readdir('/proc').catch(() => null);
  if (!processes) return null;
  const parents = new Map<number, { parent: number; pages: number }>();
  for (const id of processes.filter((name) => /^\d+$/.test(name))) {
    // A process may end between listing and reading it.
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => null);
    if (stat === null) continue;
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    parents.set(Number(id), { parent: Number(fields[1]), pages: Number(fields[21]) });
  }
  const isOurs = (id: number): boolean => id === root || (parents.has(id) && isOurs(parents.get(id)!.parent));
  const pages = [...parents].filter(([id]) => isOurs(id)).reduce((sum, [, process]) => sum + process.pages, 0);
  return (pages * 4096) / 1e6;
}
