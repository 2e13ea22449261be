/** What the build wrote for the server into `.host/`. */
import { readFileSync } from 'node:fs';

/** CSP hashes of the inline scripts and styles of the pages. */
export interface BuiltHashes {
  scripts: readonly string[];
  styles: readonly string[];
}

/** Milliseconds for which what was read of the built site is taken as current. */
export const trustMs = 1_000;

/**
 * Returns a function that gives what `read` makes of a JSON file. While a build writes the file and it is missing or empty, the last result
 * counts, and before there is one, that of `none`.
 * @throws if the file is malformed
 */
export function followed<T>(path: string, none: unknown, read: (data: unknown) => T): () => T {
  let result = read(none);
  let known = '';
  let checkedAt = -Infinity;
  const current = () => {
    if (performance.now() - checkedAt < trustMs) return result;
    const text = textIn(path);
    if (text !== '' && text !== known) {
      result = read(JSON.parse(text));
      known = text;
    }
    checkedAt = performance.now();
    return result;
  };
  current();
  return current;
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** Reads the data of `.host/headers.json`. @throws if it is malformed */
export function hashesOf(data: unknown): BuiltHashes {
  const { scripts, styles } = data as Partial<BuiltHashes>;
  if (isHashes(scripts) && isHashes(styles)) return { scripts, styles };
  throw new Error(
    '.host/headers.json does not list the hashes of scripts and styles. Build the site again: npm run build.',
  );
}

const isHashes = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.every((hash) => typeof hash === 'string' && /^'?sha(256|384|512)-[\w+/=]+'?$/.test(hash));

/** Reads old paths and their targets, the data of `.host/redirects.json`. */
export const redirectsOf = (data: unknown): ReadonlyMap<string, string> =>
  new Map(Object.entries(data as Record<string, string>));
