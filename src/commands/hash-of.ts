import { createHash, type Hash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { root } from './root.ts';

/** A hash of the names and contents of files, by patterns from the repository's root; more may be added to it. */
export function hashOf(files: readonly string[], ignore: readonly string[] = []): Hash {
  const hash = createHash('sha256');
  for (const file of globSync(files, { cwd: root, ignore, dot: true }).sort()) {
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  }
  return hash;
}
