import { spawn } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';

export interface Usage {
  seconds: number;
  /** Processor time on all cores (s), which other load affects less than the duration; null without /proc. */
  cpu: number | null;
  /** Peak of the resident memory of the process and its children (MB); null without /proc. */
  peak: number | null;
}

interface Surroundings {
  cwd?: string;
  /** Settings in addition to this process's own. */
  env?: NodeJS.ProcessEnv;
  /** Options of Node itself. */
  nodeOptions?: readonly string[];
}

/** Runs a Node script and measures it. @throws if it fails */
export async function watch(
  script: string,
  args: readonly string[],
  { cwd, env = {}, nodeOptions = [] }: Surroundings = {},
): Promise<Usage> {
  const start = performance.now();
  const child = spawn(process.execPath, [...nodeOptions, script, ...args], {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const ending = new Promise<number | null>((resolve) => child.on('exit', resolve));
  let peak: number | null = null;
  let cpu: number | null = null;
  while (child.exitCode === null && child.signalCode === null) {
    const now = await usageOf(child.pid!);
    if (now !== null) {
      peak = Math.max(peak ?? 0, now.megabytes);
      cpu = Math.max(cpu ?? 0, now.cpu);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  if ((await ending) !== 0) throw new Error(`${script} failed.`);
  return { seconds: (performance.now() - start) / 1000, cpu, peak };
}

/** Returns what a process and its children use at this moment and have used so far. */
async function usageOf(root: number): Promise<{ megabytes: number; cpu: number } | null> {
  const processes = await readdir('/proc').catch(() => null);
  if (!processes) return null;
  const parents = new Map<number, { parent: number; pages: number; ticks: number }>();
  for (const id of processes.filter((name) => /^\d+$/.test(name))) {
    // A process may end between listing and reading it.
    const stat = await readFile(`/proc/${id}/stat`, 'utf8').catch(() => null);
    if (stat === null) continue;
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    // Its own ticks and those of ended children, as user and as system.
    const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
    parents.set(Number(id), { parent: Number(fields[1]), pages: Number(fields[21]), ticks });
  }
  const isOurs = (id: number): boolean => id === root || (parents.has(id) && isOurs(parents.get(id)!.parent));
  const family = [...parents].filter(([id]) => isOurs(id)).map(([, process]) => process);
  const sumOf = (name: 'pages' | 'ticks') => family.reduce((sum, process) => sum + process[name], 0);
  return { megabytes: (sumOf('pages') * 4096) / 1e6, cpu: sumOf('ticks') / 100 };
}
