import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { FIRST_CARDS, MANIFEST, type SearchManifest } from '../../src/search/manifest.ts';
import { siteEngine, type ReadLog } from './engines.ts';

/** Queries that are measured, spread over the set. */
const SAMPLE = 30;

/** Returns the bytes of the index, as a host sends them, that each query reads when it is the first, sorted from the least. */
export async function firstQueryBytes(
  folder: string,
  base: string,
  queries: readonly string[],
  log: ReadLog,
): Promise<number[]> {
  const step = Math.max(1, Math.floor(queries.length / SAMPLE));
  const { vocabulary } = JSON.parse(await readFile(join(folder, MANIFEST), 'utf8')) as SearchManifest;
  const always = [MANIFEST, 'pagefind.js', vocabulary].map((name) => join(folder, name));
  const sent = new Map<string, number>();
  const sums: number[] = [];
  for (const query of queries.filter((_, index) => index % step === 0)) {
    log.length = 0;
    await (await siteEngine(folder, base)).find(query, { limit: FIRST_CARDS });
    let sum = 0;
    for (const file of new Set([...always, ...log])) {
      const bytes = sent.get(file) ?? (await sentBytes(file));
      sent.set(file, bytes);
      sum += bytes;
    }
    sums.push(sum);
  }
  return sums.sort((a, b) => a - b);
}

const sentBytes = async (file: string) => brotliCompressSync(await readFile(file)).length;
