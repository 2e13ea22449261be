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

/** The instant of the tests' build and server: a week before the last round closes. */
export const instant: string = new Date(Date.parse(`${lastClose}:00Z`) - week).toISOString();
