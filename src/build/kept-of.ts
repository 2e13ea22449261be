import { join, relative } from 'node:path';
import { Kept } from './kept.ts';

/**
 * What the last build into the folder `dist` kept of itself; undefined where a build is to be made whole, by `KEPT=off`. Each folder has its
 * own, and it holds one build only: what a build drops, another that runs meanwhile may need.
 * @param what its name in the cache
 * @param inputs what enters all of it
 */
export function keptOf(root: string, dist: string, what: string, inputs: Uint8Array[] = []): Kept | undefined {
  if (process.env['KEPT'] === 'off') return undefined;
  return new Kept(join(root, '.cache', what, relative(root, dist).replace(/\W+/g, '-')), { days: 0, inputs });
}
