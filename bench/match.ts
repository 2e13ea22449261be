/** Proposals for whole rounds, with their proof and the reasons of those left over, beside another solver's bare assignment. */
import { parseArgs } from 'node:util';
import type { MatchingRound } from '../src/inbox/services/matching/matching-round.ts';
import { proposeRound } from '../src/inbox/services/matching/propose.ts';
import { madeUpRound } from '../tests/inbox/matching/made-up-round.ts';
import { peerLevels, peerTotals } from '../tests/inbox/matching/peer-totals.ts';
import { measureBeside } from './match/beside.ts';
import { judge, median, round as rounded } from './support/table.ts';

export const summary =
  'Proposals for made-up rounds beside the package munkres, and submissions beside proposals: [--rounds 5]';

/** Mentees and mentors; a mentor has one or two places. */
const sizes = [
  [250, 90],
  [500, 300],
] as const;

export const isOnStarter = true;

export async function run(options: readonly string[]): Promise<void> {
  const { values } = parseArgs({ args: [...options], options: { rounds: { type: 'string', default: '5' } } });
  const rows = sizes.map(([mentees, mentors]) => {
    const runs = Array.from({ length: Number(values.rounds) }, (_, index) =>
      compare(madeUpRound(index + 1, mentees, mentors)),
    );
    const ours = median(runs.map(({ seconds }) => seconds));
    const theirs = median(runs.map(({ peerSeconds }) => peerSeconds));
    return {
      mentees,
      places: median(runs.map(({ places }) => places)),
      'ours, s': rounded(ours),
      'munkres, s': rounded(theirs),
      'ours ÷ munkres': rounded(ours / theirs),
      'rounds that differ': runs.filter(({ isEqual }) => !isEqual).length,
    };
  });
  console.table(rows);
  for (const row of rows) judge(`rounds of ${row.mentees} whose totals differ`, row['rounds that differ'], '≤', 0);
  await measureBeside(Number(values.rounds));
}

function compare(round: MatchingRound) {
  const began = performance.now();
  const { totals } = proposeRound(round);
  const between = performance.now();
  const peer = peerTotals(round);
  const ended = performance.now();
  return {
    places: round.mentors.reduce((sum, { places }) => sum + places, 0),
    seconds: (between - began) / 1000,
    peerSeconds: (ended - between) / 1000,
    isEqual: peerLevels.every((level, index) => totals[level] === peer[index]),
  };
}
