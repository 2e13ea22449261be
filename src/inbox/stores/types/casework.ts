import type { Status } from '../../statuses.ts';
import type { Sealed } from '../../vault.ts';
import type { Actor } from './actor.ts';
import type { NewMail } from './mail.ts';
import type { SubmissionName } from './submission-name.ts';
import type { StoredSubmission } from './submissions.ts';

/** A change by staff to a submission; fields that are undefined stay as they are. */
export interface SubmissionChange {
  status?: Status | undefined;
  assignedTo?: string | null | undefined;
  /** The submission's one meeting; null removes it. */
  meeting?: Sealed | null | undefined;
}

/** A submission to change. With `from`, it changes only if these fields still have these values. */
export interface SubmissionToChange extends SubmissionName {
  from?: Pick<SubmissionChange, 'status' | 'assignedTo' | 'meeting'> | undefined;
  /** Mails to queue if the submission changes. */
  mails?: readonly NewMail[] | undefined;
}

export interface StoredMeeting {
  submission: StoredSubmission;
  content: Sealed;
}

export interface Pair {
  mentee: SubmissionName;
  mentor: SubmissionName;
}

/** How a match ended. */
export type MatchOutcome = (typeof outcomes)[number];
export const outcomes = ['completed', 'ended-early', 'never-met', 'not-known'] as const;

/** Why a match ended early. */
export type EndReason = (typeof endReasons)[number];
export const endReasons = [
  'mentee-left',
  'mentor-left',
  'no-contact',
  'no-time',
  'not-suited',
  'concern',
  'other',
] as const;

export interface Ending {
  outcome: MatchOutcome;
  /** Null unless the match ended early. */
  reason: EndReason | null;
}

/** A current match. */
export interface Match extends Pair {
  /** Its number, which stays the same for its whole life. */
  seq: number;
  /** The round of the mentee's application. */
  round: string | null;
  began: Actor;
}

/** A match with its whole life. */
export interface MatchRecord {
  seq: number;
  /** Null after the submission was erased. */
  mentee: SubmissionName | null;
  mentor: SubmissionName | null;
  round: string | null;
  began: Actor;
  /** Null while the match is current. */
  ended: (Actor & Ending) | null;
}

/** A match to end, and what becomes of the mentee. */
export interface MatchToEnd extends Pair, Ending {
  /** The mentee's next status: "matching" to look for another mentor, "finished" if the round is over for them. */
  next: 'matching' | 'finished';
}

/**
 * Why a pair was not matched: one submission is missing, the mentee has a mentor, the status of one rules out a match,
 * or the mentor has no free place. A mentor with status "matched" may still have a free place.
 */
export type MatchResult = 'matched' | 'missing' | 'has mentor' | 'not open' | 'full';
