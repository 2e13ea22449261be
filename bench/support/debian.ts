import { execFile } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { delimiter, join } from 'node:path';
import { promisify } from 'node:util';
import { cache } from '../../src/commands/root.ts';

const execute = promisify(execFile);
const unpacked = join(cache, 'bench/debian');

export interface Program {
  path: string;
  /** Settings with which the program finds the libraries of its package. */
  env: NodeJS.ProcessEnv;
}

/**
 * Returns a program of the machine, or one from Debian's packages, unpacked in a folder of ours: nothing is installed
 * and no service starts. Returns undefined if neither is possible.
 */
export async function findProgram(name: string, packages: readonly string[]): Promise<Program | undefined> {
  const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/sbin'];
  const installed = folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
  if (installed !== undefined) return { path: installed, env: {} };
  const found = () => ['usr/sbin', 'usr/bin'].map((at) => join(unpacked, at, name)).find((path) => existsSync(path));
  if (found() === undefined) await unpack(packages).catch(() => undefined);
  const path = found();
  return path === undefined ? undefined : { path, env: { LD_LIBRARY_PATH: libraries().join(':') } };
}

async function unpack(packages: readonly string[]): Promise<void> {
  await mkdir(unpacked, { recursive: true });
  await execute('apt-get', ['download', ...packages], { cwd: unpacked, timeout: 120_000 });
  for (const file of readdirSync(unpacked).filter((each) => each.endsWith('.deb')))
    await execute('dpkg-deb', ['-x', file, '.'], { cwd: unpacked });
}

const libraries = () => {
  const root = join(unpacked, 'usr/lib');
  return existsSync(root) ? [root, ...readdirSync(root).map((name) => join(root, name))] : [];
};
