import type { Arrival, Status } from '../../statuses.ts';
import type { Sealed } from '../../vault.ts';
import type { MailKind } from './mail.ts';
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
