import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** Returns the paths of files that only one of two folders has, or whose bytes differ. */
export function differingFiles(one: string, other: string): string[] {
  const names = [one, other].flatMap((cwd) => globSync('**', { cwd, dot: true }));
  return [...new Set(names)].sort().filter((name) => {
    const [a, b] = [join(one, name), join(other, name)];
    return !existsSync(a) || !existsSync(b) || !readFileSync(a).equals(readFileSync(b));
  });
}
