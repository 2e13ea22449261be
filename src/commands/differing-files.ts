import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** The files, by their path within, that two folders do not hold alike, to the byte. */
export function differingFiles(one: string, other: string): string[] {
  const names = [one, other].flatMap((cwd) => globSync('**', { cwd, dot: true }));
  return [...new Set(names)].sort().filter((name) => {
    const [a, b] = [join(one, name), join(other, name)];
    return !existsSync(a) || !existsSync(b) || !readFileSync(a).equals(readFileSync(b));
  });
}
