import munkres from 'munkres';
import { highestScore, pairScore } from '#inbox/services/matching/match-score.ts';
import { pairKey, type MatchingRound } from '#inbox/services/matching/matching-round.ts';

/** The names of the sums that `peerTotals` returns, the most important first. */
export const peerLevels = ['matched', 'carriedOver', 'canMeet', 'aboveFloor', 'points', 'unchanged'] as const;

/** Returns the best sums of a round without locks, found by the package munkres with whole numbers of any length. */
export function peerTotals({ mentees, mentors, weights, forbidden, floor, before }: MatchingRound): number[] {
  const places = mentors.flatMap((mentor) => Array.from({ length: mentor.places }, () => mentor));
  const gains = mentees.map((mentee) =>
    places.map(({ id, profile }) => {
      const isForbidden = forbidden.has(pairKey(mentee.id, id));
      const score = isForbidden ? undefined : pairScore(mentee.profile, profile, weights);
      if (!score) return peerLevels.map(() => 0);
      const isSame = before.get(mentee.id) === id;
      return [1, mentee.isCarriedOver, score.canMeet, score.score >= floor, score.score, isSame].map(Number);
    }),
  );
  // One unit of a level outweighs all lower levels of all pairs together.
  const base = BigInt(highestScore(weights) * mentees.length + 1);
  const packed = (levels: readonly number[]) => levels.reduce((sum, gain) => sum * base + BigInt(gain), 0n);
  const pairs = munkres(gains.map((line) => line.map((levels) => -packed(levels))));
  return peerLevels.map((_, level) => pairs.reduce((sum, [row, column]) => sum + gains[row]![column]![level]!, 0));
}
