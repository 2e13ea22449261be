import { readPages } from '../../src/build/read-page.ts';
import { beginIndex } from '../../src/search/index/index-site.ts';
import type { Questions } from '../../src/search/index/questions.ts';

/** Indexes a folder of built pages in the same way as the build. */
export async function indexSite(dist: string, questions?: ReadonlyMap<string, Questions>): Promise<number> {
  const index = await beginIndex(questions);
  for (const page of readPages(dist)) await index.add(page);
  return index.write(dist);
}
