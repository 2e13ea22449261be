import { sectors } from '#forms/options.ts';
import { pairScore } from './match-score.ts';
import { pairKey, type MatchingRound } from './matching-round.ts';

/** Why a mentee is left over, and the smallest changes, each of which would match one mentee more. */
export interface LeftOver {
  mentee: string;
  reason:
    /** No mentor with a free place knows a sector that the mentee wants. */
    | { kind: 'no mentor' }
    /** Every mentor who would fit is forbidden to this mentee. */
    | { kind: 'all forbidden' }
    /** All places that would fit are locked for others. */
    | { kind: 'places locked' }
    /** These students compete for these places, one fewer than there are students. */
    | { kind: 'too few places'; students: number; places: number };
  changes: readonly LeftOverChange[];
}

export type LeftOverChange =
  /** The mentee accepts one of these sectors too. */
  | { kind: 'another sector'; sectors: readonly string[] }
  /** Staff allow one of these forbidden mentors. */
  | { kind: 'allow'; mentors: readonly string[] }
  /** Only one more mentor in one of these sectors helps; if the mentee is not sure, any mentor does. */
  | { kind: 'one more mentor'; sectors: readonly string[] };

interface Solved extends Pick<MatchingRound, 'mentees' | 'mentors' | 'forbidden' | 'weights'> {
  /** The index of each mentee's mentor; undefined for mentees left over. */
  chosen: readonly (number | undefined)[];
}

/**
 * Explains each mentee who was left over, by alternating paths (Hall, 1935; König): the mentee competes for the mentors
 * they may have, for the mentors that those mentors' mentees may have, and so on. All their places are taken; otherwise
 * one more mentee could be matched.
 */
export function explainLeftOver(solved: Solved): LeftOver[] {
  const { mentees, mentors, chosen, forbidden, weights } = solved;
  const isForbidden = (mentee: number, mentor: number) =>
    forbidden.has(pairKey(mentees[mentee]!.id, mentors[mentor]!.id));
  const fits = mentees.map((mentee) =>
    mentors.map((mentor) => pairScore(mentee.profile, mentor.profile, weights) !== undefined),
  );
  const isAllowed = (mentee: number, mentor: number) => fits[mentee]![mentor]! && !isForbidden(mentee, mentor);
  const menteesOf = mentors.map((_, mentor) => chosen.flatMap((each, mentee) => (each === mentor ? [mentee] : [])));
  const roomy = mentorsWithRoom(solved, menteesOf, isAllowed);
  return chosen.flatMap((mentor, index) => (mentor === undefined ? [explain(index)] : []));

  function explain(index: number): LeftOver {
    const mentee = mentees[index]!;
    const reached = competedFor(index);
    const students = [...reached].reduce((sum, mentor) => sum + menteesOf[mentor]!.length, 1);
    const places = [...reached].reduce((sum, mentor) => sum + mentors[mentor]!.places, 0);
    const hasFitting = fits[index]!.some(Boolean);
    const reason: LeftOver['reason'] =
      reached.size > 0
        ? { kind: 'too few places', students, places }
        : { kind: hasFitting ? 'all forbidden' : 'no mentor' };
    return { mentee: mentee.id, reason, changes: changesFor(index) };
  }

  /** Returns the mentors for whose places this mentee competes, directly or through mentees who could move. */
  function competedFor(index: number): Set<number> {
    const reached = new Set<number>();
    const waiting = [index];
    for (let mentee = waiting.pop(); mentee !== undefined; mentee = waiting.pop()) {
      for (let mentor = 0; mentor < mentors.length; mentor++) {
        if (reached.has(mentor) || !isAllowed(mentee, mentor)) continue;
        reached.add(mentor);
        waiting.push(...menteesOf[mentor]!);
      }
    }
    return reached;
  }

  function changesFor(index: number): LeftOverChange[] {
    const mentee = mentees[index]!;
    const known = new Set(
      [...roomy].flatMap((mentor) => (isForbidden(index, mentor) ? [] : mentors[mentor]!.profile.sectors)),
    );
    const wider = sectors
      .map(({ value }) => value)
      .filter((sector) => known.has(sector) && !mentee.profile.sectors.includes(sector));
    const lifted = [...roomy].filter((mentor) => fits[index]![mentor] && isForbidden(index, mentor));
    const changes: LeftOverChange[] = [
      ...(wider.length > 0 ? [{ kind: 'another sector' as const, sectors: wider }] : []),
      ...(lifted.length > 0 ? [{ kind: 'allow' as const, mentors: lifted.map((mentor) => mentors[mentor]!.id) }] : []),
    ];
    const wanted = mentee.profile.sectors.filter((sector) => sector !== 'not-sure');
    return changes.length > 0 ? changes : [{ kind: 'one more mentor', sectors: wanted }];
  }
}

/** Returns the mentors who have a free place, or would have one if mentees moved to mentors who have. */
function mentorsWithRoom(
  { mentees, mentors }: Solved,
  menteesOf: readonly (readonly number[])[],
  isAllowed: (mentee: number, mentor: number) => boolean,
): Set<number> {
  const roomy = new Set(mentors.flatMap(({ places }, mentor) => (menteesOf[mentor]!.length < places ? [mentor] : [])));
  const holderOf = new Map(
    menteesOf.flatMap((ofMentor, mentor) => ofMentor.map((mentee) => [mentee, mentor] as const)),
  );
  // Iterating over a set includes the items that are added meanwhile, so each added mentor is visited once.
  for (const mentor of roomy)
    for (let mentee = 0; mentee < mentees.length; mentee++) {
      const current = holderOf.get(mentee);
      if (current !== undefined && !roomy.has(current) && isAllowed(mentee, mentor)) roomy.add(current);
    }
  return roomy;
}
