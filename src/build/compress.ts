import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import pMap from 'p-map';
import { glob } from 'tinyglobby';
import { Kept } from './kept.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

/** Text in every form the site has, and what a search reads; pictures and the filters of the index are small or compressed already. */
const text = '**/*.{html,css,js,mjs,json,xml,txt,md,svg,ics,webmanifest,pagefind,pf_meta,pf_index,pf_fragment}';
/** Below this the headers weigh more than what is saved. */
const SMALLEST = 200;

/**
 * Writes `x.br` and `x.gz` beside each text file that gains by it; those of an earlier build's file are taken from the cache. Gives how many
 * files have twins.
 */
export async function compressFiles(dist: string, cache: string): Promise<number> {
  const kept = new Kept(cache);
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
      kept.get(['br', String(process.versions.brotli), bytes], () => brotli(bytes, { params })),
      kept.get(['gz', process.versions.zlib, bytes], () => zip(bytes, { level: 9 })),
    ]);
    await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)]);
    count += 1;
  };
  await pMap(names, compress, { concurrency: 8 });
  kept.tidy();
  return count;
}
