import type { MatchProfile, MatchWeights } from './match-score.ts';

/** A mentee of the round without a mentor. */
export interface Mentee {
  id: string;
  profile: MatchProfile;
  /** True if the mentee applied for an earlier round and got no mentor, or lost one in this round. */
  isCarriedOver: boolean;
}

/** A mentor with at least one free place. */
export interface Mentor {
  id: string;
  profile: MatchProfile;
  /** Free places: 1 or more. */
  places: number;
}

/** Returns the key of a pair, from the ids of both. */
export const pairKey = (mentee: string, mentor: string): string => `${mentee} ${mentor}`;

/** What a proposal is made from: plain data, so that a thread can be given it. */
export interface MatchingRound {
  /** In the order of application, like the mentors; this order decides between equal proposals. */
  mentees: readonly Mentee[];
  mentors: readonly Mentor[];
  /** Keys of pairs that must not be matched. */
  forbidden: ReadonlySet<string>;
  /** The mentor that staff have fixed for a mentee. The pair is in every proposal, and takes a place, whatever it scores. */
  locks: ReadonlyMap<string, string>;
  /** Each mentee's mentor in the previous proposal; the new proposal changes as few of these as it can. */
  before: ReadonlyMap<string, string>;
  /** The score below which staff avoid a pair; 0 for none. */
  floor: number;
  weights: MatchWeights;
}
