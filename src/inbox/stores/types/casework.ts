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

/** What staff change: status, assignment, notes, meetings and matches. */
export interface CaseworkStore {
  /**
   * Changes each named submission that exists and differs. A submission's change, meeting, mails and audit entries are
   * stored together or not at all. Returns how many submissions changed.
   * @throws {StoreUnavailable}
   */
  change(names: readonly SubmissionToChange[], change: SubmissionChange, actor: Actor): Promise<number>;
  /** Stores a note about a submission and an audit entry. @throws {StoreUnavailable} */
  addNote(name: SubmissionName, content: Sealed, actor: Actor): Promise<void>;
  /** Returns the meetings of all submissions, or of those with this status, in no particular order. */
  meetings(status?: Status): Promise<StoredMeeting[]>;
  /**
   * Matches a mentee and a mentor. The mentee's status becomes "matched"; the mentor's becomes "matched" when no place
   * is left, otherwise "matching". Writes the audit entries in the same transaction.
   * @param places how many mentees the mentor takes
   * @param tell whether to queue a mail to both
   */
  match(pair: Pair, places: number, tell: boolean, actor: Actor): Promise<MatchResult>;
  /**
   * Ends those of these matches that are still current, in one transaction, and returns them. The mentor's status
   * becomes "matching", because a place is free again.
   * @param tell whether to queue a mail to both
   */
  endMatches(matches: readonly MatchToEnd[], tell: boolean, actor: Actor): Promise<Pair[]>;
  /** Returns all current matches, or those of one mentee or mentor, in the order in which they began. */
  matches(of?: SubmissionName): Promise<Match[]>;
  /** Returns all current and earlier matches, or those of one mentee, mentor or round, in the order in which they began. */
  matchHistory(of?: SubmissionName | { round: string }): Promise<MatchRecord[]>;
}
