import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a measurement starts and leaves behind, gone when it is over. */
export interface Scope {
  folder: string;
  /** Calls this at the end, the last first. */
  atEnd: (end: () => unknown) => void;
}

/** Gives a measurement a folder of its own, and cleans up behind it however it ends. */
export async function scoped<T>(name: string, work: (scope: Scope) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `bench-${name}-`));
  const ends: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    return await work({ folder, atEnd: (end) => void ends.unshift(end) });
  } finally {
    for (const end of ends) await end();
  }
}
