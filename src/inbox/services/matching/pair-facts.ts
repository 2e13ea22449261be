import type { Ending } from '../../stores/store.ts';
import { matchProfile, matchScoreOf, type MatchScore, type MatchWeights } from './match-score.ts';
import { pairKey } from './matching-round.ts';
import type { RoundCandidates } from './read-round.ts';

/** What speaks for and against two people. */
export interface PairFacts {
  /** Undefined if they have no sector in common. */
  score: MatchScore | undefined;
  /** How an earlier match of the two ended. */
  earlier: Ending | undefined;
  /** What the mentee asks staff to think of. */
  wish: string | undefined;
}

/**
 * Returns the facts about a pair; undefined if one of the two is not there any more.
 * @param starts the first day of the cycle, by whose clocks zones are compared
 */
export function pairFacts(
  { people, earlier }: Pick<RoundCandidates, 'people' | 'earlier'>,
  weights: MatchWeights,
  starts: string,
  { mentee: menteeId, mentor: mentorId }: { mentee: string; mentor: string },
): PairFacts | undefined {
  const [mentee, mentor] = [people.get(menteeId), people.get(mentorId)];
  if (!mentee || !mentor) return undefined;
  const at = new Date(`${starts}T12:00:00Z`);
  const wish = mentee.content.answers['matchNote'];
  return {
    score: matchScoreOf(matchProfile(mentee.content.answers, at), matchProfile(mentor.content.answers, at), weights),
    earlier: earlier.get(pairKey(menteeId, mentorId)),
    wish: typeof wish === 'string' && wish !== '' ? wish : undefined,
  };
}

/** True if a person should look at the pair before anybody is asked or matched. */
export const needsALook = (facts: PairFacts | undefined): boolean =>
  facts?.score === undefined ||
  facts.score.cautions.length > 0 ||
  facts.earlier !== undefined ||
  facts.wish !== undefined;
