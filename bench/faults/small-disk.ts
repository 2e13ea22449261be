import { smallDisk } from '../../tests/support/small-disk.ts';
import { NotRun, type Trial } from './row.ts';

/**
 * Mounts a disk in memory of `size` MiB on a folder.
 * @throws {NotRun} if that is not allowed
 */
export async function mountSmallDisk({ atEnd }: Pick<Trial, 'atEnd'>, folder: string, size: number) {
  const disk = await smallDisk(folder, size, atEnd);
  if (!disk) throw new NotRun('a small disk is needed, and only root of a Linux machine can mount one in memory.');
  return disk;
}
