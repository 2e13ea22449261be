import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Returns a short hash of the examples, which weights have that were learned from them. */
export const hashOfExamples = (examples: HarmExamples): string =>
  createHash('sha256').update(JSON.stringify(examples)).digest('hex').slice(0, 16);
