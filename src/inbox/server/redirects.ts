import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Reads old paths and their targets from `.host/redirects.json`; returns none if the site is not built. */
export function readRedirects(dist: string): ReadonlyMap<string, string> {
  try {
    const redirects = JSON.parse(readFileSync(join(dist, '.host/redirects.json'), 'utf8')) as Record<string, string>;
    return new Map(Object.entries(redirects));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}
