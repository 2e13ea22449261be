import type { Status } from '../../statuses.ts';
import type { Sealed } from '../../vault.ts';
import type { SubmissionName } from './submission-name.ts';

/**
 * The event that a mail reports: the submission was stored (`receipt` to the applicant, `notice` to the team), its
 * status changed, it was `imported` by staff, its meeting was moved or cancelled, its match ended, a mentor's time is
 * nearly over (`stay`), its applicant said how it goes (a `notice` with content), asked for a new link or changed the
 * answers. The text of each is in `content/mail`. The text of a mail that staff write to a `group`, and of its `test`
 * to themselves, is in its content.
 */
export type MailKind =
  | 'receipt'
  | 'notice'
  | 'moved'
  | 'cancelled'
  | 'match-ended'
  | 'link'
  | 'changed'
  | 'imported'
  | 'stay'
  | 'group'
  | 'test'
  | OfferMailKind
  | QuestionMailKind
  | CheckInMailKind
  | Status;

/** A mentor is asked to take a mentee, is reminded that an answer is awaited, or is told that the offer is withdrawn. */
export type OfferMailKind = 'offer' | 'offer-reminder' | 'offer-withdrawn';

/**
 * A mentor is asked to answer a question, is reminded, is told that the question is withdrawn, or is asked for other
 * times; who asked may choose from `times`, is reminded, or is told that the mentor cannot come (`released`). Both are
 * reminded of the meeting, and asked whether they met.
 */
export type QuestionMailKind =
  | 'question'
  | 'question-reminder'
  | 'question-withdrawn'
  | 'times-wanted'
  | 'times'
  | 'times-reminder'
  | 'released'
  | 'meeting-reminder'
  | 'met-yet';

/** Somebody is asked how it goes with the other person of their match, or reminded of that. */
export type CheckInMailKind = `check-in-${'start' | 'middle' | 'end' | 'reminder'}`;

/** A mail to an applicant that is queued together with its cause. */
export interface NewMail {
  /** The submission whose applicant receives the mail. */
  to: SubmissionName;
  kind: MailKind;
  /** The other submission of the match. */
  other?: SubmissionName | undefined;
  /** The content, if it is not in the submission: the meeting as it was at that time. */
  content?: Sealed | undefined;
}

/** A mail that is being sent. */
export interface QueuedMail {
  seq: number;
  /** A `MailKind`, or `digest`. */
  kind: string;
  /** How many tries there were. */
  tries: number;
  /** Set at the first try and the same for all tries. */
  messageId: string;
  /** The submission; null for the digest. */
  name: SubmissionName | null;
  /** The other submission of a match; null if there is none or it was erased. */
  other: SubmissionName | null;
  content: Sealed | null;
}

/** The result of a try. */
export type MailOutcome =
  | { sentAt: string }
  /**
   * `failure` holds codes, never the address; null if there was no recipient. `dueAt` is null if the mail is given up.
   */
  | { failure: string | null; dueAt: string | null }
  /** There was no try; the mail stays due. */
  | 'untried';

export interface MailRecord {
  seq: number;
  kind: MailKind;
  tries: number;
  /** Null for a mail of a version that did not record it. */
  queuedAt: string | null;
  sentAt: string | null;
  failure: string | null;
  /** When staff reported that the mail came back. */
  returnedAt: string | null;
  /** True while the mail waits for its first or next try. */
  isWaiting: boolean;
  /** The group that staff wrote to; null for any other mail. */
  group: string | null;
  /** What the mail has beside the submission. */
  content: Sealed | null;
}

/** The `failure` of a mail that a restore holds. */
export const heldMark = 'HELD';

export interface MailCounts {
  /** Mails not sent yet, with or without a failed try. */
  waiting: number;
  /** Waiting mails that failed at least once. */
  failing: number;
  /** Mails that were given up. */
  failed: number;
  /** Mails about submissions that a restore holds: they may have been sent after the backup was made. */
  held: number;
  /** Mails that were sent and came back from the recipient's server. */
  returned: number;
  /** When the oldest waiting mail was queued; null if none waits. */
  oldest: string | null;
}

/** A failure that stops all mail, such as a wrong setting or a broken network. */
export interface MailOutage {
  since: string;
  /** The cause, in codes. */
  failure: string;
  tries: number;
  /** No mail is tried before this instant. */
  retryAt: string;
}

/** One mail of those that staff wrote to a group. */
export interface GroupMail {
  /** Equal for all mails of the group. */
  group: string;
  to: SubmissionName;
  content: Sealed;
  queuedAt: string;
  dueAt: string;
  sentAt: string | null;
  failure: string | null;
  /** True until a process takes it up to send it. */
  mayUndo: boolean;
}
