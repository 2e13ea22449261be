import { join } from 'node:path';

/** The repository's root. */
export const root = join(import.meta.dirname, '../..');

/** The folder of all caches. It may be deleted at any time. */
export const cache = join(root, '.cache');
