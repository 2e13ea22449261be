import { assign, type Level } from './assignment.ts';
import { explainLeftOver, type LeftOver } from './left-over.ts';
import { highestScore, pairScore } from './match-score.ts';
import { pairKey, type MatchingRound, type Mentee, type Mentor } from './matching-round.ts';

export interface ProposedPair {
  mentee: string;
  mentor: string;
  score: number;
  canMeet: boolean;
  /** Rank of the sector that the mentor knows: 0 is the mentee's first; undefined if the mentee is not sure. */
  rank: number | undefined;
  isCarriedOver: boolean;
  /** True if staff have fixed it. */
  isLocked: boolean;
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
 * these decide in turn: mentees who have waited since an earlier round, or lost a mentor in this one; pairs who can meet; pairs that reach the floor;
 * the best score; the fewest changes to the previous proposal. The result is proven optimal.
 * @throws {NotOptimalError} rather than return a result that is not
 */
export function proposeRound(round: MatchingRound): MatchingProposal {
  const { locked, rest } = takeLocked(round);
  const { pairs, totals, left } = proposeFree(rest);
  const sum = { ...totals };
  for (const pair of locked) {
    sum.matched += 1;
    sum.carriedOver += Number(pair.isCarriedOver);
    sum.canMeet += Number(pair.canMeet);
    sum.aboveFloor += Number(pair.score >= round.floor);
    sum.points += pair.score;
    sum.unchanged += Number(round.before.get(pair.mentee) === pair.mentor);
  }
  const byMentee = new Map([...locked, ...pairs].map((pair) => [pair.mentee, pair]));
  const lockedMentors = round.mentors.filter(({ id }) => locked.some(({ mentor }) => mentor === id));
  return {
    pairs: round.mentees.flatMap(({ id }) => byMentee.get(id) ?? []),
    totals: sum,
    left: left.map((one) => {
      const mentee = rest.mentees.find(({ id }) => id === one.mentee)!;
      const wouldFit = ({ id, profile }: Mentor) =>
        !round.forbidden.has(pairKey(mentee.id, id)) && pairScore(mentee.profile, profile, round.weights) !== undefined;
      return one.reason.kind === 'no mentor' && lockedMentors.some(wouldFit)
        ? { ...one, reason: { kind: 'places locked' } }
        : one;
    }),
  };
}

/** Returns the pairs that staff have fixed, and the round without them. A lock of somebody who does not take part, or for whom no place is left, is no pair. */
function takeLocked(round: MatchingRound): { locked: ProposedPair[]; rest: MatchingRound } {
  const mentorBy = new Map(round.mentors.map((mentor) => [mentor.id, mentor]));
  const taken = new Map<string, number>();
  const locked = round.mentees.flatMap((mentee): ProposedPair[] => {
    const mentor = mentorBy.get(round.locks.get(mentee.id) ?? '');
    const before = taken.get(mentor?.id ?? '') ?? 0;
    if (!mentor || before >= mentor.places) return [];
    taken.set(mentor.id, before + 1);
    return [proposedPair(mentee, mentor, round, true)];
  });
  const isLocked = new Set(locked.map(({ mentee }) => mentee));
  const mentors = round.mentors
    .map((mentor) => ({ ...mentor, places: mentor.places - (taken.get(mentor.id) ?? 0) }))
    .filter(({ places }) => places > 0);
  return { locked, rest: { ...round, mentees: round.mentees.filter(({ id }) => !isLocked.has(id)), mentors } };
}

const proposedPair = (mentee: Mentee, mentor: Mentor, { weights }: MatchingRound, isLocked: boolean): ProposedPair => ({
  mentee: mentee.id,
  mentor: mentor.id,
  // Staff may lock a pair whose answers have nothing in common.
  ...(pairScore(mentee.profile, mentor.profile, weights) ?? { score: 0, canMeet: false, rank: undefined }),
  isCarriedOver: mentee.isCarriedOver,
  isLocked,
});

function proposeFree(round: MatchingRound): MatchingProposal {
  const { mentees, mentors, before, floor, weights, forbidden } = round;
  const scores = mentees.map((mentee) =>
    mentors.map((mentor) =>
      forbidden.has(pairKey(mentee.id, mentor.id)) ? undefined : pairScore(mentee.profile, mentor.profile, weights),
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
    {
      name: 'points',
      highest: Math.max(1, highestScore(weights)),
      gain: (mentee, place) => score(mentee, place)!.score,
    },
    {
      name: 'unchanged',
      highest: 1,
      gain: (mentee, place) => yes(before.get(mentees[mentee]!.id) === mentors[mentorOf[place]!]!.id),
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
    mentor === undefined ? [] : [proposedPair(mentees[index]!, mentors[mentor]!, round, false)],
  );
  const left = explainLeftOver({ mentees, mentors, chosen, forbidden, weights });
  return { pairs, totals: totals as unknown as MatchingTotals, left };
}
