import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A measurement's folder and clean-up. */
export interface Scope {
  folder: string;
  /** Calls this at the end, the last registered first. */
  atEnd: (end: () => unknown) => void;
}

/** Gives a measurement a folder, and cleans up however it ends. */
export async function scoped<T>(name: string, work: (scope: Scope) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), `bench-${name}-`));
  const ends: (() => unknown)[] = [() => rm(folder, { recursive: true, force: true })];
  try {
    return await work({ folder, atEnd: (end) => void ends.unshift(end) });
  } finally {
    for (const end of ends) await end();
  }
}
