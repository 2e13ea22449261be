import { existsSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { execute, packageScript } from './execute.ts';
import { hashOf } from './hash-of.ts';
import { cache } from './root.ts';

const folder = join(cache, 'inbox');

/**
 * The inbox as one file, without what it does not use of its packages: so it starts sooner and takes less memory than from its nine hundred
 * files. Gives its path, and makes it only where the sources have changed.
 */
export async function packInbox(): Promise<string> {
  const packed = join(folder, hashOf(['src/**/*.ts', 'package.json', 'package-lock.json']).digest('hex').slice(0, 16));
  if (!existsSync(packed)) {
    mkdirSync(folder, { recursive: true });
    // What has a point in its name is still being made.
    const before = readdirSync(folder).filter((name) => !name.includes('.'));
    // Under its name only when it is whole.
    const making = `${packed}.${process.pid}`;
    const { code, output } = await execute(packageScript('rolldown/bin/cli.mjs'), [
      'src/inbox/main.ts',
      ...['--platform', 'node', '--dir', making, '--minify', '--sourcemap'],
      // Any other character would double the memory of the whole text.
      ...['--charset', 'ascii'],
    ]);
    if (code !== 0) throw new Error(`The inbox could not be packed:\n${output}`);
    // Another start may have been quicker.
    if (existsSync(packed)) rmSync(making, { recursive: true });
    else renameSync(making, packed);
    for (const old of before) rmSync(join(folder, old), { recursive: true, force: true });
  }
  return join(packed, 'main.js');
}
