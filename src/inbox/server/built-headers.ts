import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** CSP hashes of the inline scripts and styles that the build wrote into its pages. */
export interface BuiltHashes {
  scripts: readonly string[];
  styles: readonly string[];
}

/**
 * Reads `.host/headers.json` of the built site; returns empty lists if the site is not built.
 * @throws if the file is malformed
 */
export function readBuiltHashes(dist: string): BuiltHashes {
  const path = join(dist, '.host/headers.json');
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return { scripts: [], styles: [] };
    throw error;
  }
  const { scripts, styles } = JSON.parse(text) as Partial<BuiltHashes>;
  if (isHashes(scripts) && isHashes(styles)) return { scripts, styles };
  throw new Error(`${path} does not list the hashes of scripts and styles. Build the site again: npm run build.`);
}

const isHashes = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.every((hash) => typeof hash === 'string' && /^'?sha(256|384|512)-[\w+/=]+'?$/.test(hash));
