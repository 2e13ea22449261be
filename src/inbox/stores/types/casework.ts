import type { Status } from '../../statuses.ts';
import type { Sealed } from '../../vault.ts';
import type { Actor } from './audit.ts';
import type { NewMail } from './mail.ts';
import type { SubmissionName } from './submission-name.ts';
import type { StoredSubmission } from './submissions.ts';

/** What staff change about a submission. */
export interface Change {
  status?: Status | undefined;
  assignedTo?: string | null | undefined;
  /** Its one meeting; null for none. */
  meeting?: Sealed | null | undefined;
}

/** A submission to change; where `from` is given, only while it is still so. */
export interface SubmissionToChange extends SubmissionName {
  from?: Pick<Change, 'status' | 'assignedTo' | 'meeting'> | undefined;
  /** What is told of the change, to its applicant or to another. */
  mails?: readonly NewMail[] | undefined;
}

/** A submission and its meeting. */
export interface StoredMeeting {
  submission: StoredSubmission;
  content: Sealed;
}

/** Who mentors whom. */
export interface Pair {
  mentee: SubmissionName;
  mentor: SubmissionName;
}

export interface Match extends Pair {
  at: string;
}

/**
 * Why two were not matched: one of them is not there, the mentee has a mentor, no match is looked for with the status of one of them, or the
 * mentor has no place left. A mentor marked as matched may have one.
 */
export type MatchResult = 'matched' | 'missing' | 'has mentor' | 'not open' | 'full';

/** What staff do with submissions. */
export interface CaseworkStore {
  /**
   * Changes those of these submissions that are there and are otherwise: each with its meeting, mail and record, or not at all. Gives how
   * many it changed.
   * @throws {StoreUnavailable}
   */
  change(names: readonly SubmissionToChange[], change: Change, deed: Actor): Promise<number>;
  /** Keeps a note beside a submission, and records that there is one. @throws {StoreUnavailable} */
  addNote(name: SubmissionName, content: Sealed, deed: Actor): Promise<void>;
  /** All meetings, or those of submissions with this status, in no order. */
  meetings(status?: Status): Promise<StoredMeeting[]>;
  /**
   * Matches two: the mentee's status becomes "matched", the mentor's too once no place is left, else "matching". All is recorded with it.
   * @param places how many mentees the mentor takes
   * @param tell whether a mail tells both
   */
  match(pair: Pair, places: number, tell: boolean, deed: Actor): Promise<MatchResult>;
  /**
   * Ends a match: both are "matching" again. Gives false when the two are in none.
   * @param tell whether a mail tells both
   */
  unmatch(pair: Pair, tell: boolean, deed: Actor): Promise<boolean>;
  /** The matches that last, or those of one mentee or mentor: a match lasts while the mentee's status is "matched". */
  matches(of?: SubmissionName): Promise<Match[]>;
}
