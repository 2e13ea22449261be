import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import pMap from 'p-map';
import { glob } from 'tinyglobby';
import { cached, tidyCache } from './cache/cache.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Every kind of text file of the site. Pictures and Pagefind's files are compressed already. */
const text = '**/*.{html,css,js,mjs,json,xml,txt,md,svg,ics,webmanifest}';
/** Bytes below which the headers are larger than the saving. */
const SMALLEST = 200;

/**
 * Writes `x.br` and `x.gz` beside each text file that is large enough, from the cache when its bytes are unchanged. Returns the number of
 * compressed files.
 */
export async function compressFiles(dist: string, cache: string): Promise<number> {
  const names = await glob(text, { cwd: dist });
  let count = 0;
  const compress = async (name: string) => {
    const path = join(dist, name);
    const bytes = await readFile(path);
    if (bytes.length < SMALLEST) return;
    const params = {
      [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
    };
    const [br, gz] = await Promise.all([
      cached(cache, ['br', String(process.versions.brotli), bytes], () => brotli(bytes, { params })),
      cached(cache, ['gz', process.versions.zlib, bytes], () => zip(bytes, { level: 9 })),
    ]);
    await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
    count += 1;
  };
  await pMap(names, compress, { concurrency: 8 });
  tidyCache(cache);
  return count;
}
