import { createHash, type Hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** Hashes the names and contents of files, by patterns from the folder `root`. The caller may add more to the hash. */
export function hashFiles(root: string, patterns: readonly string[], ignore: readonly string[] = []): Hash {
  const hash = createHash('sha256');
  for (const file of globSync(patterns, { cwd: root, ignore, dot: true }).sort()) {
    const bytes = readFileSync(join(root, file));
    hash.update(`${file}\0${bytes.length}\0`).update(bytes);
  }
  return hash;
}
