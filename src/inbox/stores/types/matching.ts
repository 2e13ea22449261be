import type { Actor } from './actor.ts';
import type { MatchResult, Pair } from './casework.ts';

/** A pair of a proposal. Ids are those of the submissions. */
export interface RunPair {
  mentee: string;
  mentor: string;
  points: number;
  /** True if they share a way of meeting and a time of the week. */
  canMeet: boolean;
  /** Rank of the sector that the mentor knows: 0 is the mentee's first; null if the mentee is not sure. */
  sectorRank: number | null;
  /** True if the mentee waited since an earlier round. */
  isCarriedOver: boolean;
  /** True if staff fixed the pair. */
  isLocked: boolean;
}

/** A mentee whom a proposal leaves over. */
export interface RunLeft {
  mentee: string;
  /** The reason and what would change it, as JSON. */
  why: string;
}

export interface NewRun {
  round: string;
  /** What led to this proposal, in words: "Proposed", "Locked a pair". */
  cause: string;
  /** JSON. */
  settings: string;
  /** JSON. */
  totals: string;
  /** Equal inputs have equal hashes. */
  inputHash: string;
  pairs: readonly RunPair[];
  left: readonly RunLeft[];
}

/** A stored proposal. It is never changed; each change by staff makes another one. */
export interface Run extends Omit<NewRun, 'pairs' | 'left'> {
  seq: number;
  made: Actor;
  state: 'draft' | 'published' | 'discarded';
}

/** What staff decided about two people: they must be matched, or must not be. */
export interface NewPairRule {
  kind: 'lock' | 'forbid';
  mentee: string;
  mentor: string;
}

export interface PairRule extends NewPairRule {
  seq: number;
  made: Actor;
}

/** A pair that a proposal locked or forbade, or whose rule it ended. */
export interface RuledPair extends Pick<NewPairRule, 'mentee' | 'mentor'> {
  run: number;
}

/** A change of the rules of a round: a new rule, or the number of the rule that ends. */
export type PairRulesChange = { add: NewPairRule } | { end: number };

/** Why nothing was stored: somebody was faster, be it in one's own second tab. */
export interface RunConflict {
  conflict: Run | undefined;
}

export interface Published {
  matched: Pair[];
  /** Pairs that could not be matched, and why. */
  refused: (Pair & { why: Exclude<MatchResult, 'matched'> })[];
}
