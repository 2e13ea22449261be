import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';

/** A page of a built site. */
export interface BuiltPage {
  /** Its path in the site's folder. */
  file: string;
  html: string;
}

/** Every page of a built site, by the order of their files. To read many files one by one takes a third of the time that it takes at once. */
export function* pagesOf(dist: string): Generator<BuiltPage> {
  for (const file of globSync('**/*.html', { cwd: dist, ignore: 'pagefind/**' }).sort())
    yield { file, html: readFileSync(join(dist, file), 'utf8') };
}
