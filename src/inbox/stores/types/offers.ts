import type { Sealed } from '../../vault.ts';
import type { Actor } from './actor.ts';
import type { MatchResult } from './casework.ts';
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

/** A mentor to ask, and about which mentee or question. */
export interface NewOffer {
  about: SubmissionName;
  mentor: SubmissionName;
}

/** A mentor who is, or was, asked to take a mentee, or to answer a question. */
export interface Offer extends NewOffer, Required<OfferTerms> {
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
  offered: NewOffer[];
  refused: (NewOffer & { why: OfferRefusal })[];
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
