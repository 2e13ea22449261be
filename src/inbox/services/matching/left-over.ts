import { sectors } from '#forms/options.ts';
import { pairScore } from './match-score.ts';
import type { Mentee, Mentor } from './matching-round.ts';

/** Why a mentee was left over, and the smallest changes of which each alone would match one mentee more. */
export interface LeftOver {
  mentee: string;
  reason:
    /** No mentor with a free place knows a sector that the mentee wants. */
    | { kind: 'no mentor' }
    /** Mentors would fit, and each of them is forbidden to this mentee. */
    | { kind: 'all forbidden' }
    /** These students can go to these places only, of which there is one fewer than students. */
    | { kind: 'too few places'; students: number; places: number };
  changes: readonly LeftOverChange[];
}

export type LeftOverChange =
  /** The mentee would take one of these sectors as well. */
  | { kind: 'another sector'; sectors: readonly string[] }
  /** Staff allow one of these mentors, whom they had forbidden. */
  | { kind: 'allow'; mentors: readonly string[] }
  /** Nothing but one more mentor who knows one of these sectors helps; any mentor would do where the mentee is not sure. */
  | { kind: 'one more mentor'; sectors: readonly string[] };

interface Solved {
  mentees: readonly Mentee[];
  mentors: readonly Mentor[];
  /** The mentor of each mentee, by index; undefined for those left over. */
  chosen: readonly (number | undefined)[];
  isForbidden: (mentee: Mentee, mentor: Mentor) => boolean;
}

/**
 * Explains each mentee who was left over, by alternating paths (Hall, 1935; König): the mentors that a mentee competes for are those whom
 * the mentee may have, those whom their mentees may have, and so on. All of their places are taken, else one more could be matched.
 */
export function explainLeftOver(solved: Solved): LeftOver[] {
  const { mentees, mentors, chosen } = solved;
  const fits = mentees.map((mentee) =>
    mentors.map((mentor) => pairScore(mentee.profile, mentor.profile) !== undefined),
  );
  const isAllowed = (mentee: number, mentor: number) =>
    fits[mentee]![mentor]! && !solved.isForbidden(mentees[mentee]!, mentors[mentor]!);
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

  /** The mentors for whose places this mentee competes, with everybody who could be moved for it. */
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
      [...roomy].flatMap((mentor) => (allowedBut(mentee, mentor) ? mentors[mentor]!.profile.sectors : [])),
    );
    const wider = sectors
      .map(({ value }) => value)
      .filter((sector) => known.has(sector) && !mentee.profile.sectors.includes(sector));
    const lifted = [...roomy].filter((mentor) => fits[index]![mentor] && solved.isForbidden(mentee, mentors[mentor]!));
    const changes: LeftOverChange[] = [
      ...(wider.length > 0 ? [{ kind: 'another sector' as const, sectors: wider }] : []),
      ...(lifted.length > 0 ? [{ kind: 'allow' as const, mentors: lifted.map((mentor) => mentors[mentor]!.id) }] : []),
    ];
    const wanted = mentee.profile.sectors.filter((sector) => sector !== 'not-sure');
    return changes.length > 0 ? changes : [{ kind: 'one more mentor', sectors: wanted }];
  }

  function allowedBut(mentee: Mentee, mentor: number): boolean {
    return !solved.isForbidden(mentee, mentors[mentor]!);
  }
}

/** The mentors who have a free place, or would have one if mentees were moved to others who have. */
function mentorsWithRoom(
  { mentees, mentors }: Solved,
  menteesOf: readonly (readonly number[])[],
  isAllowed: (mentee: number, mentor: number) => boolean,
): Set<number> {
  const roomy = new Set(mentors.flatMap(({ places }, mentor) => (menteesOf[mentor]!.length < places ? [mentor] : [])));
  const holderOf = new Map(menteesOf.flatMap((held, mentor) => held.map((mentee) => [mentee, mentor] as const)));
  // Each mentor that joins is looked at once: a set hands out what is added to it while it is walked through.
  for (const mentor of roomy)
    for (let mentee = 0; mentee < mentees.length; mentee++) {
      const current = holderOf.get(mentee);
      if (current !== undefined && !roomy.has(current) && isAllowed(mentee, mentor)) roomy.add(current);
    }
  return roomy;
}
