import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** A page of a built site. */
export interface BuiltPage {
  /** Its path in the site's folder. */
  file: string;
  html: string;
}

/**
 * Every page of a built site, by the order of their files; each is waited for, which is cheaper than to hand it to another thread and back.
 * @param others pages that are not written yet, by their files
 */
export function* pagesOf(dist: string, others: ReadonlyMap<string, string> = new Map()): Generator<BuiltPage> {
  const written = globSync('**/*.html', { cwd: dist, ignore: 'pagefind/**' });
  for (const file of [...written, ...others.keys()].sort())
    yield { file, html: others.get(file) ?? readFileSync(join(dist, file), 'utf8') };
}
