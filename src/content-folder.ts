import { existsSync, readdirSync } from 'node:fs';
import { posix } from 'node:path';
import { siteFolder } from '#site-folder';

/** Returns the folder of a kind of content, from the repository's root. */
export const contentFolder = (kind: string): string => `./${posix.join(siteFolder, 'content', kind)}`;

/** True where a site has content of a kind. One without paths or facts, for example, has no folder for them. */
export const hasContent = (kind: string): boolean =>
  existsSync(contentFolder(kind)) && readdirSync(contentFolder(kind)).length > 0;
