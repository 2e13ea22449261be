import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { glob } from 'tinyglobby';

/** What only the search index reads: a `div` with this attribute, and nothing nested in it but `span`s. */
const indexOnly = /<div [^>]*\bdata-index-only\b[^>]*>[\s\S]*?<\/div>/g;

/** Takes what was there for the indexer out of the pages again: readers do not download it. */
export async function stripIndexOnly(dist: string): Promise<void> {
  for (const page of await glob('**/*.html', { cwd: dist })) {
    const path = join(dist, page);
    const html = await readFile(path, 'utf8');
    const stripped = html.replace(indexOnly, '');
    if (stripped !== html) await writeFile(path, stripped);
  }
}
