import type { Status } from '../../statuses.ts';
import type { Sealed } from '../../vault.ts';
import type { Actor } from './actor.ts';
import type { NewMail } from './mail.ts';
import type { SubmissionName } from './submission-name.ts';
import type { StoredSubmission } from './submissions.ts';

/** A change by staff to a submission; fields that are undefined stay as they are. */
export interface Change {
  status?: Status | undefined;
  assignedTo?: string | null | undefined;
  /** The submission's one meeting; null removes it. */
  meeting?: Sealed | null | undefined;
}

/** A submission to change. With `from`, it changes only if these fields still have these values. */
export interface SubmissionToChange extends SubmissionName {
  from?: Pick<Change, 'status' | 'assignedTo' | 'meeting'> | undefined;
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

export interface Match extends Pair {
  at: string;
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
  change(names: readonly SubmissionToChange[], change: Change, actor: Actor): Promise<number>;
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
   * Ends a match and sets both to "matching". Returns false when the two are not matched.
   * @param tell whether to queue a mail to both
   */
  unmatch(pair: Pair, tell: boolean, actor: Actor): Promise<boolean>;
  /**
   * Returns all current matches, or those of one mentee or mentor. A match is current while the mentee's status is
   * "matched".
   */
  matches(of?: SubmissionName): Promise<Match[]>;
}
