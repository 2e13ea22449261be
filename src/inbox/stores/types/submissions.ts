import type { Arrival, Status } from '../../statuses.ts';
import type { Sealed } from '../../vault.ts';
import type { MailKind } from './mail.ts';
import type { Actor } from './audit.ts';
import type { SubmissionName } from './submission-name.ts';

export interface NewSubmission extends SubmissionName {
  reference: string;
  arrived: Arrival;
  round: string | null;
  formVersion: string;
  receivedAt: string;
  /** When the applicant sent it, where it waited in their browser's queue. */
  queuedAt: string | null;
  answers: Sealed;
  /** The answer about adjustments, kept apart from the others. */
  adjustments: Sealed | null;
  /** Same for the same answers. */
  bodyCode: Uint8Array;
  /** Same for the same applicant, whatever the case of the address. */
  emailCode: Uint8Array | null;
  /** Where the sender named no id: the code of sender and body, which counts as the same submission when received after `since`. */
  repeat: { code: Uint8Array; since: string } | null;
  /** Among which earlier ones a second of the same applicant is a duplicate. */
  duplicates: 'of-round' | 'of-open' | 'none';
  mail: readonly MailKind[];
}

export interface Acceptance extends SubmissionName {
  reference: string;
  arrived: Arrival;
  /** False when it was there already. */
  isNew: boolean;
  /** True when it was there already, with other answers. */
  differs: boolean;
}

export interface StoredSubmission extends SubmissionName {
  /** Its place in the order of arrival. */
  seq: number;
  reference: string;
  arrived: Arrival;
  status: Status;
  /** Name of the member of staff whose it is. */
  assignedTo: string | null;
  round: string | null;
  formVersion: string;
  receivedAt: string;
  queuedAt: string | null;
  /** Id of the earlier one of the same applicant. */
  duplicateOf: string | null;
  readAt: string | null;
  /** Since when its status is one with which nothing is left to do. */
  closedAt: string | null;
  answers: Sealed;
}

/**
 * Something kept beside a submission: the adjustments, answers that came again under its id and differed, a note of staff, the meeting
 * that is booked.
 */
export interface Attachment {
  kind: 'adjustments' | 'differing' | 'note' | 'meeting';
  at: string;
  content: Sealed;
}

export type EnclosuresBySeq = ReadonlyMap<number, readonly Attachment[]>;

/** Answers that came again under the id of a submission, and differed. */
export interface Repeat {
  /** Its place among the enclosures. */
  seq: number;
  submission: StoredSubmission;
  at: string;
  content: Sealed;
}

/** What was sent, and what is kept beside it. */
export interface SubmissionStore {
  /** Resolves after the commit that holds it is on the disk. @throws {StoreUnavailable} */
  accept(submission: NewSubmission): Promise<Acceptance>;
  find(name: SubmissionName): Promise<StoredSubmission | undefined>;
  /** Keeps answers that differ, once for each different body. @throws {StoreUnavailable} */
  addDiffering(name: SubmissionName, at: string, bodyCode: Uint8Array, content: Sealed): Promise<void>;
  enclosures(name: SubmissionName): Promise<Attachment[]>;
  /** What is kept beside each of so many submissions as a list gives at once, by their `seq`; one without any is not named. */
  enclosuresOf(submissions: readonly Pick<StoredSubmission, 'seq'>[]): Promise<EnclosuresBySeq>;
  /** Every submission of the applicant with this code, oldest first. */
  ofApplicant(emailCode: Uint8Array): Promise<StoredSubmission[]>;
  /** All answers that came again under an id and differed, oldest first. */
  repeats(): Promise<Repeat[]>;
  markRead(name: SubmissionName, at: string): Promise<void>;
  /**
   * Removes submissions with all that belongs to them; of others, these answers that came again. Records it in the same commit. Gives how
   * many submissions. What of them is left in files is named by `erasures` until it is settled.
   */
  erase(names: readonly SubmissionName[], deed: Actor, repeats?: readonly Repeat[]): Promise<number>;
  /** What was erased, and of which files may be left; the oldest first. */
  erasures(): Promise<(SubmissionName & { at: string })[]>;
  /** Forgets what was erased at this instant or before: no file is left of it. */
  settleErasures(until: string): Promise<void>;
  /** Removes what was erased from the database's own files. Gives false where another process still reads there. */
  clearFiles(): Promise<boolean>;
  /** Ids of the keys with which anything is sealed. */
  keyIds(): Promise<string[]>;
}
