import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { root } from '../root.ts';
import type { NewSiteFiles } from './make-site.ts';
import { starter } from './places.ts';

/** Reads all files of the starter; those that editors write as text. */
export function readStarter(): NewSiteFiles {
  const folder = join(root, starter);
  const paths = globSync('**', { cwd: folder, dot: true }).sort();
  const isText = (path: string) => /\.(mdx?|ya?ml|ts|css|svg|txt)$/.test(path);
  return new Map(
    paths.map((path) => [
      path,
      isText(path) ? readFileSync(join(folder, path), 'utf8') : readFileSync(join(folder, path)),
    ]),
  );
}
