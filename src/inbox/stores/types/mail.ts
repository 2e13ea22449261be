import type { Status } from '../../statuses.ts';
import type { Sealed } from '../../vault.ts';
import type { SubmissionName } from './submission-name.ts';
import type { Actor } from './audit.ts';

/**
 * What happened, of which a mail tells: the submission was stored (`receipt` for the applicant, `notice` for the team), it was given a
 * status, its meeting was moved or cancelled, its match ended. Each has its words in `content/mail`.
 */
export type MailKind = 'receipt' | 'notice' | 'moved' | 'cancelled' | 'match-ended' | Status;

/** A mail to an applicant, to be queued with what causes it. */
export interface NewMail {
  /** The submission to whose applicant it goes. */
  to: SubmissionName;
  kind: MailKind;
  /** The other submission of the match that it tells of. */
  other?: SubmissionName | undefined;
  /** What it tells, where that is not the submission itself: the meeting as it was when it was set. */
  content?: Sealed | undefined;
}

/** A mail that is being sent. */
export interface QueuedMail {
  seq: number;
  /** A `MailKind`, or `digest`. */
  kind: string;
  /** How often it was tried. */
  tries: number;
  /** Given to it with its first try; the same for all tries. */
  messageId: string;
  /** What it is about; null for the digest. */
  name: SubmissionName | null;
  /** The other submission of a match; null where there is none, or where it was erased. */
  other: SubmissionName | null;
  content: Sealed | null;
}

/** What became of a try. */
export type MailOutcome =
  | { sentAt: string }
  /** By codes, without the address; `dueAt` is null when it is given up. Without a failure there was nobody to tell. */
  | { failure: string | null; dueAt: string | null }
  /** It was not tried after all, and stays due. */
  | 'untried';

export interface MailRecord {
  seq: number;
  kind: MailKind;
  tries: number;
  /** Null where it is from before this was kept. */
  queuedAt: string | null;
  sentAt: string | null;
  failure: string | null;
  /** When a returned mail was handed in. */
  returnedAt: string | null;
  /** It waits for its first or next try. */
  isWaiting: boolean;
}

export interface MailCounts {
  /** Not sent yet, with or without a failed try. */
  waiting: number;
  /** Of these, those that failed at least once. */
  failing: number;
  /** Given up. */
  failed: number;
  /** Sent, and returned by the recipient's server. */
  returned: number;
  /** Since when the one waits that waits longest; null when none does. */
  oldest: string | null;
}

/** No mail goes out: something that is not about one recipient fails, e.g. a setting or the network. */
export interface MailOutage {
  since: string;
  /** Why, by codes. */
  failure: string;
  tries: number;
  /** Until when nothing is tried. */
  retryAt: string;
}

/** The mails that are to be sent, and those that were. */
export interface MailStore {
  /** The mail that is due and has waited longest, which nobody else is given before `until`. Its first claim gives it the Message-ID. */
  claimMail(now: string, until: string, messageId: string): Promise<QueuedMail | undefined>;
  /** Keeps what became of the try. Asked again, it does the same again. */
  settleMail(mail: Pick<QueuedMail, 'seq' | 'tries' | 'messageId'>, outcome: MailOutcome): Promise<void>;
  /** Queues mails about submissions that are there, each once for its key. */
  queueMail(mails: readonly (NewMail & { key: string })[], at: string): Promise<void>;
  /** Queues the digest of a day, once. */
  queueDigest(day: string, at: string): Promise<void>;
  /**
   * Sends a mail about this submission again: one that was given up is tried again, of one that was sent a copy is queued, once for each.
   * Records it. Gives its kind; undefined when it is not there or still waits.
   */
  sendMailAgain(name: SubmissionName, seq: number, deed: Actor): Promise<MailKind | undefined>;
  /** Makes all that waits for its next try due now. */
  retryMail(now: string): Promise<void>;
  /** Keeps that a mail was returned, and why. Gives what it was about; undefined when there is no such mail. */
  returnMail(
    messageId: string,
    at: string,
    failure: string,
  ): Promise<{ kind: string; name: SubmissionName | null } | undefined>;
  /** The mails about a submission, in the order in which they were queued. */
  mailOf(name: SubmissionName): Promise<MailRecord[]>;
  /** Message-IDs of what was sent to this applicant, about any of their submissions, oldest first. */
  mailThread(emailCode: Uint8Array): Promise<string[]>;
  mailCounts(): Promise<MailCounts>;
  mailOutage(): Promise<MailOutage | undefined>;
  /** Keeps the outage, or that there is none. */
  setMailOutage(outage: MailOutage | undefined): Promise<void>;
}
