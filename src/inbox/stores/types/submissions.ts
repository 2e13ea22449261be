import type { Arrival, Status } from '../../statuses.ts';
import type { Sealed } from '../../vault.ts';
import type { MailKind, NewMail } from './mail.ts';
import type { Actor } from './actor.ts';
import type { SubmissionName } from './submission-name.ts';

export interface NewSubmission extends SubmissionName {
  reference: string;
  arrived: Arrival;
  round: string | null;
  formVersion: string;
  receivedAt: string;
  /** When the applicant sent it, if it waited in the queue of their browser. */
  queuedAt: string | null;
  answers: Sealed;
  /** The answer about adjustments, stored apart from the other answers. */
  adjustments: Sealed | null;
  /** Code of the answers; equal answers have equal codes. */
  bodyCode: Uint8Array;
  /** Code of the applicant's address, whatever its case. */
  emailCode: Uint8Array | null;
  /**
   * For a sender without an id: a code of sender and body. A submission with this code received after `since` counts as
   * the same one.
   */
  repeat: { code: Uint8Array; since: string } | null;
  /** Which of the applicant's earlier submissions make this one a duplicate. */
  duplicates: 'of-round' | 'of-open' | 'none';
  mail: readonly MailKind[];
}

export interface Acceptance extends SubmissionName {
  reference: string;
  arrived: Arrival;
  /** False if it was stored already. */
  isNew: boolean;
  /** True if it was stored already with other answers. */
  differs: boolean;
}

export interface StoredSubmission extends SubmissionName {
  /** Its number in the order of arrival. */
  seq: number;
  reference: string;
  arrived: Arrival;
  status: Status;
  /** Name of the member of staff who deals with it. */
  assignedTo: string | null;
  round: string | null;
  formVersion: string;
  receivedAt: string;
  queuedAt: string | null;
  /** Id of the applicant's earlier submission. */
  duplicateOf: string | null;
  /** When staff decided on what is new in it, so that it is unread for nobody; null while they have not. */
  readAt: string | null;
  /** Since when its status is a final one. */
  closedAt: string | null;
  answers: Sealed;
}

/**
 * Data stored beside a submission: adjustments, different answers sent under the same id, a note of staff, the booked
 * meeting, earlier answers that the applicant changed.
 */
export interface Enclosure {
  kind: 'adjustments' | 'differing' | 'note' | 'meeting' | 'version';
  at: string;
  content: Sealed;
}

export type EnclosuresBySeq = ReadonlyMap<number, readonly Enclosure[]>;

/** Different answers that were sent under the id of a stored submission. */
export interface Repeat {
  /** Its number among the enclosures. */
  seq: number;
  submission: StoredSubmission;
  at: string;
  content: Sealed;
}

/** Submissions and the data stored beside them. */
export interface SubmissionStore {
  /** Resolves after the commit is on the disk. @throws {StoreUnavailable} */
  accept(submission: NewSubmission): Promise<Acceptance>;
  find(name: SubmissionName): Promise<StoredSubmission | undefined>;
  /** Stores different answers sent under the same id, once for each body. @throws {StoreUnavailable} */
  addDiffering(name: SubmissionName, at: string, bodyCode: Uint8Array, content: Sealed): Promise<void>;
  enclosures(name: SubmissionName): Promise<Enclosure[]>;
  /** Returns the enclosures of some hundred submissions at most, by `seq`. Submissions without any are left out. */
  enclosuresOf(submissions: readonly Pick<StoredSubmission, 'seq'>[]): Promise<EnclosuresBySeq>;
  /** Returns every submission of the applicant with this code, oldest first. */
  ofApplicant(emailCode: Uint8Array): Promise<StoredSubmission[]>;
  /** Returns all different answers that were sent under the id of a stored submission, oldest first. */
  repeats(): Promise<Repeat[]>;
  /** Records that a member of staff has opened it. It is unread again for everybody once there is something new. */
  markRead(name: SubmissionName, reader: string): Promise<void>;
  /** Returns those of these submissions, by `seq`, that are unread for this member of staff. */
  unreadOf(reader: string, seqs: readonly number[]): Promise<ReadonlySet<number>>;
  /**
   * Erases submissions with all their data; from other submissions, erases these repeats. Ends their matches and all that
   * mentors are asked about them. In the same commit, writes the audit entries and queues the mails that tell the others:
   * those of a match or of a question to a mentor, and these `mails`. Until mails go on after a restore, mails about a
   * match and `mails` are held, because the erasure may be a repetition. Returns how many submissions were erased.
   * `erasures` lists them until no copy is left in files.
   */
  erase(
    names: readonly SubmissionName[],
    actor: Actor,
    repeats?: readonly Repeat[],
    mails?: readonly NewMail[],
  ): Promise<number>;
  /** Returns erased submissions that may still be in files, oldest first. */
  erasures(): Promise<(SubmissionName & { at: string })[]>;
  /** Forgets the erasures up to this instant, because no file holds them any more. */
  settleErasures(until: string): Promise<void>;
  /**
   * Removes erased data from the files of the database. Returns false if a backup or another process is still reading it.
   * @throws {StoreUnavailable} if the disk is full
   */
  clearFiles(): Promise<boolean>;
  /** Returns the ids of all keys with which data is sealed. */
  keyIds(): Promise<string[]>;
}
