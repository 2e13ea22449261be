import type { MatchProfile } from './match-score.ts';

/** A mentee of the round without a mentor. */
export interface Mentee {
  id: string;
  profile: MatchProfile;
  /** Applied for an earlier round and was left without a mentor. */
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
  /** In the order in which they applied, as are the mentors: equal proposals differ by nothing else. */
  mentees: readonly Mentee[];
  mentors: readonly Mentor[];
  /** True where these two must not be matched. */
  isForbidden: (mentee: Mentee, mentor: Mentor) => boolean;
  /** The mentor whom a mentee has in the draft that this proposal follows: it changes as little of that as it can. */
  draft: ReadonlyMap<string, string>;
  /** The score below which staff do not like a pair; 0 for none. */
  floor: number;
}
