import type { Sealed } from '../../vault.ts';
import type { Actor } from './actor.ts';
import type { MatchResult, Pair } from './casework.ts';
import type { RunConflict } from './matching.ts';
import type { SubmissionName } from './submission-name.ts';

/**
 * What has become of an offer. `unavailable`: the mentor left or takes a break, so that the mentee needs another;
 * `withdrawn`: it was settled otherwise.
 */
export type OfferAnswer = 'waiting' | 'accepted' | 'declined' | 'timed-out' | 'unavailable' | 'withdrawn';

/** Why a mentor does not take a mentee, or does not answer a question. */
export type DeclineReason = (typeof declineReasons)[number];
export const declineReasons = ['no-time', 'not-suited', 'know-each-other', 'other'] as const;

/** How long a mentor has to answer. */
export interface OfferTerms {
  days: number;
  /** The last day for an answer in the site's time zone, `YYYY-MM-DD`. */
  answerBy: string;
  /** True if the next best mentor is asked when a mentor does not take a question. For a mentee, the next one is always asked. */
  movesOn?: boolean;
}

/** A mentor who is, or was, asked to take a mentee, or to answer a question: then `mentee` is the question. */
export interface Offer extends Pair, Required<OfferTerms> {
  seq: number;
  round: string;
  asked: Actor;
  answer: OfferAnswer;
  answeredAt: string | null;
  /** Null unless the mentor declined. */
  reason: DeclineReason | null;
  /** What the mentor wrote to staff. */
  note: Sealed | null;
}

/** Why a mentor is not asked: as for a match, or another mentor is asked already. */
export type OfferRefusal = Exclude<MatchResult, 'matched'> | 'asked already';

export interface Offered {
  offered: Pair[];
  refused: (Pair & { why: OfferRefusal })[];
}

export type OfferReply =
  | { answer: 'accepted' }
  | {
      answer: 'declined';
      reason: DeclineReason;
      note: Sealed | null;
      /** Content of a mail to the team about it. */
      notice?: Sealed;
    };

/**
 * Offers: mentors are asked to take a mentee, before a match, or to answer a question. An offer about a mentee holds a
 * place while it waits; an offer about a question holds the mentor until the question is over.
 */
export interface OfferStore {
  /**
   * Asks the mentors of a draft, each by a mail, and marks the draft as published, in one transaction. A pair that has
   * become impossible is refused and does not stop the others. Returns a conflict if `seq` is not the newest draft.
   * @param places how many mentees each mentor takes, by submission id
   */
  offerRun(
    seq: number,
    places: ReadonlyMap<string, number>,
    terms: OfferTerms,
    actor: Actor,
  ): Promise<Offered | RunConflict>;
  /** Asks the mentors of these pairs, each by a mail. A mentor answers one question at a time, whatever `places` says. */
  offer(pairs: readonly Pair[], places: ReadonlyMap<string, number>, terms: OfferTerms, actor: Actor): Promise<Offered>;
  /**
   * Stores the answer to an offer that waits. With a yes, the two are matched and introduced to each other in the same
   * transaction; if that has become impossible, the offer is withdrawn. Returns the offer as it is then; undefined if it
   * does not exist. An offer that was answered before stays as it is.
   */
  replyToOffer(seq: number, reply: OfferReply, places: number, actor: Actor): Promise<Offer | undefined>;
  /**
   * Ends those of these offers that wait, and tells the mentors that they need not answer, except those who had their
   * time or left. Returns how many ended. A question that moves on to no other mentor is new to staff.
   */
  endOffers(seqs: readonly number[], answer: 'timed-out' | 'unavailable' | 'withdrawn', actor: Actor): Promise<number>;
  /** Queues a reminder of these offers, once for each; it is held if `tells` is false. */
  remindOfOffers(seqs: readonly number[], at: string, tells?: boolean): Promise<void>;
  /**
   * Returns offers, oldest first: those about the mentees of a round, those about any mentee that wait, those to a mentor,
   * those about one mentee or question, or those about all questions.
   */
  offers(of: 'waiting' | 'questions' | SubmissionName | { round: string }): Promise<Offer[]>;
  /**
   * Returns the mentees of a round whose newest offer came to nothing because of the mentor: a no, no answer in time, or
   * the mentor is not available any more, or erased.
   */
  withoutYes(round: string): Promise<SubmissionName[]>;
  offerOf(seq: number): Promise<Offer | undefined>;
  /** Gives a question back to staff, as new to them, because no next mentor is to be asked after this one. */
  stopMovingOn(seq: number, actor: Actor): Promise<void>;
  /** Stores that this person wants no reminders, or wants them again. */
  setReminders(name: SubmissionName, wanted: boolean, actor: Actor): Promise<void>;
  /** Returns the people who want no reminders. */
  withoutReminders(): Promise<SubmissionName[]>;
}
