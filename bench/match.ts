/** Proposals for whole rounds, with their proof and the reasons of those left over, beside another solver's bare assignment. */
import { parseArgs } from 'node:util';
import munkres from 'munkres';
import { highestScore, pairScore } from '../src/inbox/services/matching/match-score.ts';
import type { MatchingRound } from '../src/inbox/services/matching/matching-round.ts';
import { proposeRound } from '../src/inbox/services/matching/propose.ts';
import { madeUpRound } from '../tests/inbox/matching/made-up-round.ts';
import { judge, median, round as rounded } from './support/table.ts';

export const summary =
  'Proposals for made-up rounds, beside the package munkres with whole numbers of any length: [--rounds 5]';

/** Mentees and mentors; a mentor has one or two places. */
const sizes = [
  [250, 90],
  [500, 300],
] as const;

export function run(options: readonly string[]): Promise<void> {
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
  return Promise.resolve();
}

function compare(round: MatchingRound) {
  const began = performance.now();
  const { totals } = proposeRound(round);
  const between = performance.now();
  const peer = peerTotals(round);
  const ended = performance.now();
  const ours = [totals.matched, totals.carriedOver, totals.canMeet, totals.points];
  return {
    places: round.mentors.reduce((sum, { places }) => sum + places, 0),
    seconds: (between - began) / 1000,
    peerSeconds: (ended - between) / 1000,
    isEqual: ours.every((total, level) => total === peer[level]),
  };
}

/** Returns the totals of matched, carried over, able to meet and points, found by the other solver. */
function peerTotals({ mentees, mentors, weights }: MatchingRound): number[] {
  const places = mentors.flatMap((mentor) => Array.from({ length: mentor.places }, () => mentor));
  const gains = mentees.map((mentee) =>
    places.map(({ profile }) => {
      const score = pairScore(mentee.profile, profile, weights);
      return score ? [1, Number(mentee.isCarriedOver), Number(score.canMeet), score.score] : [0, 0, 0, 0];
    }),
  );
  // One unit of a level outweighs all lower levels of all pairs together.
  const base = BigInt(highestScore(weights) * mentees.length + 1);
  const packed = (levels: readonly number[]) => levels.reduce((sum, gain) => sum * base + BigInt(gain), 0n);
  const pairs = munkres(gains.map((line) => line.map((levels) => -packed(levels))));
  return [0, 1, 2, 3].map((level) => pairs.reduce((sum, [row, column]) => sum + gains[row]![column]![level]!, 0));
}
