/** What the build wrote for the server into `.host/`. */
import { readFileSync, statSync } from 'node:fs';

/** CSP hashes of the inline scripts and styles of the pages. */
export interface BuiltHashes {
  scripts: readonly string[];
  styles: readonly string[];
}

/** Milliseconds for which what was read of the built site is taken as current. */
export const trustMs = 1_000;

/**
 * Returns a function that gives what `read` makes of a JSON file. The file is read again when a build has written it; while it is missing, the
 * last result counts, and before there is one, that of `none`.
 * @throws if the file is malformed
 */
export function followed<T>(path: string, none: unknown, read: (data: unknown) => T): () => T {
  let result = read(none);
  let version = '';
  let checkedAt = -Infinity;
  const current = () => {
    if (performance.now() - checkedAt < trustMs) return result;
    const stats = statSync(path, { throwIfNoEntry: false });
    const found = `${stats?.mtimeMs} ${stats?.size}`;
    // A file is empty for a moment while it is written.
    if (stats?.size && found !== version) {
      result = read(JSON.parse(readFileSync(path, 'utf8')));
      version = found;
    }
    checkedAt = performance.now();
    return result;
  };
  current();
  return current;
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
