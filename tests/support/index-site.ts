import { readPages } from '../../src/build/read-page.ts';
import { beginIndex, type IndexSummary } from '../../src/search/index/index-site.ts';

/** Indexes a folder of built pages in the same way as the build. */
export async function indexSite(dist: string): Promise<IndexSummary> {
  const index = await beginIndex();
  for (const page of readPages(dist)) await index.add(page);
  return index.write(dist);
}
