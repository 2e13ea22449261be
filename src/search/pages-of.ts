import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pMapIterable } from 'p-map';
import { glob } from 'tinyglobby';
import { filesAtOnce } from './files-at-once.ts';

/** A page of a built site. */
export interface BuiltPage {
  /** Its path in the site's folder. */
  file: string;
  html: string;
}

/** Every page of a built site, by the order of their files, some read ahead. */
export async function* pagesOf(dist: string): AsyncGenerator<BuiltPage> {
  const read = async (file: string) => ({ file, html: await readFile(join(dist, file), 'utf8') });
  yield* pMapIterable((await glob('**/*.html', { cwd: dist, ignore: 'pagefind/**' })).sort(), read, filesAtOnce);
}
