import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** A page of a built site. */
export interface BuiltPage {
  /** Its path in the site's folder. */
  file: string;
  html: string;
}

/** Every page of a built site, by the order of their files; each is waited for, which is cheaper than to hand it to another thread and back. */
export function* pagesOf(dist: string): Generator<BuiltPage> {
  for (const file of globSync('**/*.html', { cwd: dist, ignore: 'pagefind/**' }).sort())
    yield { file, html: readFileSync(join(dist, file), 'utf8') };
}
