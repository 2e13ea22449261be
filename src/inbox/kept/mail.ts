import type { Status } from '../statuses.ts';
import type { SubmissionName } from './submissions.ts';

/** What a mail tells: the applicant that it came (`receipt`) or what became of it (a status), the team that it came (`notice`). */
export type MailKind = 'receipt' | 'notice' | Status;

/** A mail that waits to be sent. */
export interface QueuedMail {
  /** Number of the submission it is about; 0 for the digest. */
  submission: number;
  /** A `MailKind`, or `digest <day>`. */
  kind: string;
  /** How often it was tried. */
  tries: number;
  /** What it is about; null for the digest. */
  name: SubmissionName | null;
}

/** What became of a mail, or of a try. */
export type MailOutcome =
  | { sentAt: string }
  /** By codes, without the address; `dueAt` is null when it is given up. Without a failure there was nobody to tell. */
  | { failure: string | null; dueAt: string | null };

export interface MailRecord {
  kind: MailKind;
  tries: number;
  sentAt: string | null;
  failure: string | null;
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
  /** Since when the one waits that waits longest; null when none does. */
  oldest: string | null;
}

/** The mails that are to be sent. */
export interface MailStore {
  /** The mail that is due and has waited longest, which nobody else is given before `until`. */
  claimMail(now: string, until: string): Promise<QueuedMail | undefined>;
  settleMail(mail: QueuedMail, outcome: MailOutcome): Promise<void>;
  /** Queues the digest of a day, once. */
  queueDigest(day: string, at: string): Promise<void>;
  /** The mails about a submission. */
  mailOf(name: SubmissionName): Promise<MailRecord[]>;
  mailCounts(): Promise<MailCounts>;
}
