import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { execute, packageScript } from './execute.ts';
import { hashFiles } from '../build/cache/hash-files.ts';
import { cache, root, siteFolder } from './root.ts';

/** One for each site, because each removes its old bundles. */
const folder = join(cache, siteFolder, 'inbox');
const entry = 'main.js';

/**
 * Bundles the inbox into one file and returns its path. It starts sooner and takes less memory than from its source files. Bundles again only
 * when the sources have changed.
 */
export async function packInbox(): Promise<string> {
  const packed = join(
    folder,
    hashFiles(root, ['src/**/*.ts', 'starter/*.ts', 'package.json', 'package-lock.json']).digest('hex').slice(0, 16),
  );
  if (existsSync(packed)) return join(packed, entry);
  // Renamed when complete, because another start may bundle at the same time.
  const unfinished = `${packed}.${process.pid}`;
  try {
    const { code, output } = await execute(packageScript('rolldown/bin/cli.mjs'), [
      ...['--config', 'src/commands/inbox-bundle.ts', '--configLoader', 'native'],
      ...['--dir', unfinished],
    ]);
    if (code !== 0) throw new Error(`The inbox could not be packed:\n${output}`);
    publish(unfinished, packed);
  } finally {
    rmSync(unfinished, { recursive: true, force: true });
  }
  for (const name of readdirSync(folder)) if (isOld(name, packed)) rmSync(join(folder, name), { recursive: true });
  return join(packed, entry);
}

function publish(unfinished: string, packed: string): void {
  try {
    renameSync(unfinished, packed);
  } catch (error) {
    // Another start has finished first.
    if (!existsSync(packed)) throw error;
  }
}

/** True for a bundle of earlier sources, and for one that a stopped start left behind. One changed within the hour may still be written. */
const isOld = (name: string, packed: string): boolean =>
  name !== basename(packed) && (!name.includes('.') || statSync(join(folder, name)).mtimeMs < Date.now() - 3_600_000);
