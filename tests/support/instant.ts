import { readFileSync } from 'node:fs';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';
import { siteFolder } from '#site-folder';
import { roundSchema } from '../../src/schemas/round.ts';

const week = 7 * 86_400_000;

const rounds = globSync(`${siteFolder}/content/rounds/*.yaml`).map((file) =>
  roundSchema.parse(parse(readFileSync(file, 'utf8'))),
);
const lastClose = rounds
  .map(({ closes }) => Date.parse(`${closes}:00Z`))
  .reduce((one, other) => Math.max(one, other), 0);

/** The instant of the tests' build and server: a week before the last round closes; today where there are no rounds. */
export const instant: string = new Date(lastClose === 0 ? Date.now() : lastClose - week).toISOString();
