import { execFile } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { promisify } from 'node:util';
import { NotRun, type Trial } from './row.ts';

const execute = promisify(execFile);

/**
 * Mounts a disk in memory of `size` MiB on a folder; returns a function that enlarges it.
 * @throws {NotRun} if that is not allowed
 */
export async function mountSmallDisk({ atEnd }: Pick<Trial, 'atEnd'>, folder: string, size: number) {
  mkdirSync(folder, { recursive: true });
  const mount = (...words: string[]) => execute('mount', words);
  try {
    await mount('-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', folder);
  } catch {
    throw new NotRun('a small disk is needed, and only root of a Linux machine can mount one in memory.');
  }
  // Unmounts lazily, because a process that was just killed may still use it.
  atEnd(() => execute('umount', ['-l', folder]));
  return { grow: (to: number) => mount('-o', `remount,size=${to}m`, folder) };
}
