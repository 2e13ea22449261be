import { assign, type Level } from './assignment.ts';
import { explainLeftOver, type LeftOver } from './left-over.ts';
import { highestScore, pairScore } from './match-score.ts';
import type { MatchingRound } from './matching-round.ts';

export interface ProposedPair {
  mentee: string;
  mentor: string;
  score: number;
  canMeet: boolean;
  /** Rank of the sector that the mentor knows: 0 is the mentee's first; undefined if the mentee is not sure. */
  rank: number | undefined;
  isCarriedOver: boolean;
}

/** The levels of the objective, the most important first. */
export interface MatchingTotals {
  matched: number;
  carriedOver: number;
  /** Pairs that share a way of meeting and a time of the week. */
  canMeet: number;
  /** Pairs whose score is at least the floor. */
  aboveFloor: number;
  points: number;
  /** Pairs that the previous proposal has too. */
  unchanged: number;
}

export interface MatchingProposal {
  pairs: ProposedPair[];
  totals: MatchingTotals;
  left: LeftOver[];
}

/**
 * Proposes the matches of a whole round. First, as many mentees as possible get a mentor. Among all ways to do that,
 * these decide in turn: mentees who have waited since an earlier round; pairs who can meet; pairs that reach the floor;
 * the best score; the fewest changes to the previous proposal. The result is proven optimal.
 * @throws {NotOptimalError} rather than return a result that is not
 */
export function proposeRound(round: MatchingRound): MatchingProposal {
  const { mentees, mentors, draft, floor } = round;
  const scores = mentees.map((mentee) =>
    mentors.map((mentor) =>
      round.isForbidden(mentee, mentor) ? undefined : pairScore(mentee.profile, mentor.profile),
    ),
  );
  // A mentor has one column for each free place.
  const mentorOf = mentors.flatMap(({ places }, index) => Array.from({ length: places }, () => index));
  const score = (mentee: number, place: number) => scores[mentee]![mentorOf[place]!];
  const yes = (isSo: boolean) => (isSo ? 1 : 0);
  const levels: readonly (Level & { name: keyof MatchingTotals })[] = [
    { name: 'matched', highest: 1, gain: () => 1 },
    { name: 'carriedOver', highest: 1, gain: (mentee) => yes(mentees[mentee]!.isCarriedOver) },
    { name: 'canMeet', highest: 1, gain: (mentee, place) => yes(score(mentee, place)!.canMeet) },
    { name: 'aboveFloor', highest: 1, gain: (mentee, place) => yes(score(mentee, place)!.score >= floor) },
    { name: 'points', highest: highestScore, gain: (mentee, place) => score(mentee, place)!.score },
    {
      name: 'unchanged',
      highest: 1,
      gain: (mentee, place) => yes(draft.get(mentees[mentee]!.id) === mentors[mentorOf[place]!]!.id),
    },
  ];
  const { columnOf, totals } = assign({
    rows: mentees.length,
    columns: mentorOf.length,
    isAllowed: (mentee, place) => score(mentee, place) !== undefined,
    levels,
  });
  const chosen = mentees.map((_, index) => (columnOf[index]! < 0 ? undefined : mentorOf[columnOf[index]!]!));
  const pairs = chosen.flatMap((mentor, index): ProposedPair[] =>
    mentor === undefined
      ? []
      : [
          {
            mentee: mentees[index]!.id,
            mentor: mentors[mentor]!.id,
            ...scores[index]![mentor]!,
            isCarriedOver: mentees[index]!.isCarriedOver,
          },
        ],
  );
  const left = explainLeftOver({ mentees, mentors, chosen, isForbidden: round.isForbidden });
  return { pairs, totals: totals as unknown as MatchingTotals, left };
}
