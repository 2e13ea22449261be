import { createHash, type Hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** A hash of the names and contents of files, by patterns from the folder `root`; more may be added to it. */
export const hashOf = (root: string, files: readonly string[], ignore: readonly string[] = []): Hash =>
  hashOfFiles(root, globSync(files, { cwd: root, ignore, dot: true }));

/** The same of files that are known by their paths from `root`. */
export function hashOfFiles(root: string, files: readonly string[]): Hash {
  const hash = createHash('sha256');
  for (const file of files.toSorted()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash;
}
