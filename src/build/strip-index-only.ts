import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pMap from 'p-map';
import { glob } from 'tinyglobby';
import { filesAtOnce } from '../search/files-at-once.ts';

/** What only the search index reads: a `div` with this attribute, and nothing nested in it but `span`s. */
const indexOnly = /<div [^>]*\bdata-index-only\b[^>]*>[\s\S]*?<\/div>/g;

/** Takes what was there for the indexer out of the pages again: readers do not download it. */
export async function stripIndexOnly(dist: string): Promise<void> {
  const strip = async (page: string) => {
    const path = join(dist, page);
    const html = await readFile(path, 'utf8');
    const stripped = html.replace(indexOnly, '');
    if (stripped !== html) await writeFile(path, stripped);
  };
  await pMap(await glob('**/*.html', { cwd: dist }), strip, filesAtOnce);
}
