import { join } from 'node:path';

/** The repository's root. */
export const root = join(import.meta.dirname, '../..');

/** What the commands keep between runs; deleting it costs time only. */
export const cache = join(root, '.cache');
