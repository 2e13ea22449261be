import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';
import { roundSchema } from '../../src/schemas/round.ts';

const week = 7 * 86_400_000;

const rounds = globSync('content/rounds/*.yaml').map((file) => roundSchema.parse(parse(readFileSync(file, 'utf8'))));
const lastClose = rounds
  .map(({ closes }) => closes)
  .sort()
  .at(-1)!;

/** The instant at which the tests' site is built and its server runs: a week before the last round closes, whatever today is. */
export const instant: string = new Date(Date.parse(`${lastClose}:00Z`) - week).toISOString();
