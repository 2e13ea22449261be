import { chmodSync, existsSync, mkdtempSync, rmSync, statfsSync } from 'node:fs';

/** The folder that Linux has in memory. */
const memory = '/dev/shm';
/** Bytes that a whole run takes there, several times over. */
const room = 2 ** 31;

/**
 * Makes a folder in memory for the temporary files of tests, whose databases otherwise wait for the disk half of their time. It is removed
 * when this process ends. Returns undefined on a machine without such a folder, or without room in it.
 */
export function memoryFolder(): string | undefined {
  if (!existsSync(memory)) return undefined;
  const { bavail, bsize } = statfsSync(memory);
  if (bavail * bsize < room) return undefined;
  const folder = mkdtempSync(`${memory}/mentoring-test-`);
  // PostgreSQL runs as a user of its own.
  chmodSync(folder, 0o1777);
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
