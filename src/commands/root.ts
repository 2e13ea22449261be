import { join } from 'node:path';
import { siteFolder } from '#site-folder';

export { siteFolder };

/** The repository's root. */
export const root = join(import.meta.dirname, '../..');

/** The folder that holds the site's `content/` and `public/`. */
export const siteRoot = join(root, siteFolder);

/** The folder of all caches. It may be deleted at any time. */
export const cache = join(root, '.cache');
