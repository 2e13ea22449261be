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

/** A change of the rules of a round: a new rule, or the number of the rule that ends. */
export type PairRulesChange = { add: NewPairRule } | { end: number };

/** Why nothing was stored: a colleague was faster. */
export interface RunConflict {
  conflict: Run | undefined;
}

export interface Published {
  matched: Pair[];
  /** Pairs that could not be matched, and why. */
  refused: (Pair & { why: Exclude<MatchResult, 'matched'> })[];
}

/** Proposals for whole rounds, and what staff fix or forbid. */
export interface MatchingStore {
  /**
   * Stores a proposal, and with it changes of the rules, in turn. A lock replaces an earlier lock of the mentee, and a rule about
   * a pair replaces earlier ones about it. Nothing is stored if `after` is not the newest draft of the round.
   * @param after number of the draft that the changes were made on; undefined for none
   */
  addRun(
    run: NewRun,
    changes: readonly PairRulesChange[],
    after: number | undefined,
    actor: Actor,
  ): Promise<Run | RunConflict>;
  /** Returns all proposals for a round, newest first. */
  runs(round: string): Promise<Run[]>;
  /** Returns the pairs and the mentees left over of a proposal; submissions that were erased are not in it. */
  runContent(seq: number): Promise<Pick<NewRun, 'pairs' | 'left'>>;
  /** Returns the rules of a round that hold, oldest first. */
  rules(round: string): Promise<PairRule[]>;
  /**
   * Goes back to an earlier draft: discards the later ones, and lets the rules of its time hold again. Returns false if
   * it is not a draft, or `newest` is not the newest draft of the round.
   */
  goBackToRun(seq: number, newest: number, actor: Actor): Promise<boolean>;
  /**
   * Matches the pairs of a draft in one transaction. A pair that has become impossible is refused and does not stop the
   * others. Returns a conflict if `seq` is not the newest draft of the round.
   * @param places how many mentees each mentor takes, by submission id
   * @param tell whether to queue a mail to both people of each pair
   */
  publishRun(
    seq: number,
    places: ReadonlyMap<string, number>,
    tell: boolean,
    actor: Actor,
  ): Promise<Published | RunConflict>;
}
