import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Old paths of the built site and where each leads, from `.host/redirects.json`; none where the site was not built. */
export function readRedirects(dist: string): ReadonlyMap<string, string> {
  try {
    const redirects = JSON.parse(readFileSync(join(dist, '.host/redirects.json'), 'utf8')) as Record<string, string>;
    return new Map(Object.entries(redirects));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}
