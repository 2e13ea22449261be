import { execFile } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { withClient } from './postgres.ts';

const execute = promisify(execFile);

interface SmallDisk {
  /** @param size in MiB */
  grow: (size: number) => Promise<unknown>;
  /** Uses all of its room. */
  fill: () => void;
  free: () => void;
}

/**
 * Mounts a disk of `size` MiB in memory on a folder. Undefined if that is not allowed: only root of a Linux machine may.
 * @param atEnd is given what unmounts it
 */
export async function smallDisk(
  folder: string,
  size: number,
  atEnd: (end: () => Promise<void>) => void,
): Promise<SmallDisk | undefined> {
  mkdirSync(folder, { recursive: true });
  const mount = (...words: string[]) => execute('mount', words);
  try {
    await mount('-t', 'tmpfs', '-o', `size=${size}m`, 'tmpfs', folder);
  } catch {
    return undefined;
  }
  // Unmounts lazily, because a process that was just killed may still use it.
  atEnd(async () => {
    await execute('umount', ['-l', folder]);
  });
  const filler = join(folder, 'filler');
  return {
    grow: (to) => mount('-o', `remount,size=${to}m`, folder),
    fill: () => fillUp(filler),
    free: () => rmSync(filler),
  };
}

/** Moves a database of PostgreSQL to an empty disk. Its log stays where it was: PostgreSQL stops without one. */
export async function moveToDisk(url: string, files: string, folder: string): Promise<void> {
  const { uid, gid } = statSync(files);
  chownSync(folder, uid, gid);
  chmodSync(folder, 0o700);
  await withClient(Object.assign(new URL(url), { pathname: '/postgres' }).href, async (client) => {
    await client.query(`CREATE TABLESPACE small LOCATION '${folder}'`);
    await client.query(`ALTER DATABASE ${new URL(url).pathname.slice(1)} SET TABLESPACE small`);
  });
}

/** Writes until there is no room. */
function fillUp(path: string): void {
  for (const size of [65_536, 4_096, 512])
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' });
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
    }
}
