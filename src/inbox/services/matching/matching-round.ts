import type { MatchProfile } from './match-score.ts';

/** A mentee of the round without a mentor. */
export interface Mentee {
  id: string;
  profile: MatchProfile;
  /** True if the mentee applied for an earlier round and got no mentor. */
  isCarriedOver: boolean;
}

/** A mentor with at least one free place. */
export interface Mentor {
  id: string;
  profile: MatchProfile;
  /** Free places: 1 or more. */
  places: number;
}

export interface MatchingRound {
  /** In the order of application, like the mentors; this order decides between equal proposals. */
  mentees: readonly Mentee[];
  mentors: readonly Mentor[];
  /** True if these two must not be matched. */
  isForbidden: (mentee: Mentee, mentor: Mentor) => boolean;
  /** Each mentee's mentor in the previous proposal; the new proposal changes as few of these as it can. */
  draft: ReadonlyMap<string, string>;
  /** The score below which staff avoid a pair; 0 for none. */
  floor: number;
}
