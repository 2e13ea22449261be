import type { Sealed } from '../../vault.ts';
import type { Actor } from './actor.ts';
import type { MatchResult, Pair } from './casework.ts';
import type { RunConflict } from './matching.ts';
import type { SubmissionName } from './submission-name.ts';

/** What has become of a question to a mentor whether they take a mentee. */
export type OfferAnswer = 'waiting' | 'accepted' | 'declined' | 'timed-out' | 'withdrawn';

/** Why a mentor does not take a mentee. */
export type DeclineReason = (typeof declineReasons)[number];
export const declineReasons = ['no-time', 'not-suited', 'know-each-other', 'other'] as const;

/** How long a mentor has to answer. */
export interface OfferTerms {
  days: number;
  /** The last day for an answer in the site's time zone, `YYYY-MM-DD`. */
  answerBy: string;
}

/** A mentor who is, or was, asked to take a mentee. */
export interface Offer extends Pair, OfferTerms {
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

/** Why a mentor is not asked: as for a match, or the mentee waits for another mentor's answer. */
export type OfferRefusal = Exclude<MatchResult, 'matched'> | 'asked already';

export interface Offered {
  offered: Pair[];
  refused: (Pair & { why: OfferRefusal })[];
}

export type OfferReply = { answer: 'accepted' } | { answer: 'declined'; reason: DeclineReason; note: Sealed | null };

/** Questions to mentors whether they take a mentee, asked before a match. One that waits holds its place. */
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
  /** Asks the mentors of these pairs, each by a mail. */
  offer(pairs: readonly Pair[], places: ReadonlyMap<string, number>, terms: OfferTerms, actor: Actor): Promise<Offered>;
  /**
   * Stores the answer to a question that waits. With a yes, the two are matched and introduced to each other in the same
   * transaction; if that has become impossible, the question is withdrawn. Returns the question as it is then; undefined
   * if it does not exist. A question that was answered before stays as it is.
   */
  replyToOffer(seq: number, reply: OfferReply, places: number, actor: Actor): Promise<Offer | undefined>;
  /** Ends those of these questions that wait, and tells the mentors whose question is withdrawn. Returns how many ended. */
  endOffers(seqs: readonly number[], answer: 'timed-out' | 'withdrawn', actor: Actor): Promise<number>;
  /** Queues a reminder of these questions, once for each. */
  remindOfOffers(seqs: readonly number[], at: string): Promise<void>;
  /** Returns the questions of a round, to or about one person, or all that wait; oldest first. */
  offers(of: 'waiting' | SubmissionName | { round: string }): Promise<Offer[]>;
  offerOf(seq: number): Promise<Offer | undefined>;
  /** Stores that this person wants no reminders, or wants them again. */
  setReminders(name: SubmissionName, wanted: boolean, actor: Actor): Promise<void>;
  /** Returns the people who want no reminders. */
  withoutReminders(): Promise<SubmissionName[]>;
}
