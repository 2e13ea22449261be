import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { partsOf } from '../query/harm-likeness.ts';
import { supportReader } from '../query/support.ts';
import type { HarmExamples } from './learn-harm.ts';

/** Has a text file of each kind, one query a line; its README says where they come from. */
const examplesFolder = join(import.meta.dirname, 'harm-examples');

/** Reads the examples of harm. */
export function readHarmExamples(): HarmExamples {
  const read = (kind: string) =>
    readFileSync(join(examplesFolder, `${kind}.txt`), 'utf8')
      .split('\n')
      .filter(Boolean);
  return { danger: read('danger'), behaviour: read('behaviour'), neither: read('neither') };
}

/** Any site's, so that the hash is the same on each. */
const plain = supportReader({ leads: { danger: '', behaviour: '' }, families: { not: 'not' }, ordinary: [] });

/**
 * Returns a short hash of the examples as the search reads them, which weights have that were learned from them: it changes with the examples, the
 * stems, the stop words and the parts of a query.
 */
export function hashOfExamples(examples: HarmExamples): string {
  const partsOfQuery = (query: string) => partsOf(plain.split(query).words, new Set(), plain.personOf);
  const read = Object.entries(examples).map(([kind, queries]) => [kind, queries.map(partsOfQuery)]);
  return createHash('sha256').update(JSON.stringify(read)).digest('hex').slice(0, 16);
}
