/**
 * What the inbox keeps, and what may be asked of it. Answers arrive and leave sealed: a store never sees them in plain text. SQLite and
 * PostgreSQL (`stores/sqlite/`, `stores/postgres/`) are equals; what is the same in any SQL database is in `stores/sql/`. Instants are ISO
 * texts in UTC.
 */
import type { FormId } from '#forms/form.ts';
import type { Arrival, Status } from './statuses.ts';
import type { RateLimit, RateLimiter } from './submissions/rate-limit.ts';
import type { Sealed } from './vault.ts';

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

/** What names a submission everywhere. */
export interface SubmissionName {
  form: FormId;
  submissionId: string;
}

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
export interface Enclosure {
  kind: 'adjustments' | 'differing' | 'note' | 'meeting';
  at: string;
  content: Sealed;
}

export type EnclosuresBySeq = ReadonlyMap<number, readonly Enclosure[]>;

/** Answers that came again under the id of a submission, and differed. */
export interface Repeat {
  /** Its place among the enclosures. */
  seq: number;
  submission: StoredSubmission;
  at: string;
  content: Sealed;
}

export interface ListFilter {
  form?: FormId | undefined;
  status?: Status | undefined;
  round?: string | undefined;
  assignedTo?: string | undefined;
  /** Only what nobody has opened. */
  unread?: boolean | undefined;
  /** Received at this instant or later. */
  since?: string | undefined;
  /** Received before this instant. */
  before?: string | undefined;
  /** Only those whose status is still the one they came in with. */
  undecided?: boolean | undefined;
  /** Only second submissions of the same applicant. */
  duplicates?: boolean | undefined;
  /** Only those of whose mails one was given up. */
  mailFailed?: boolean | undefined;
  /** Only those that are in a match, or in none. */
  matched?: boolean | undefined;
}

/** `form` and `status` are in the order of the registry and of the work, the newest first within each. */
export type StoredOrder = (typeof storedOrders)[number];
export const storedOrders = ['newest', 'oldest', 'form', 'status'] as const;

export interface ListOptions extends ListFilter {
  limit: number;
  /** Begins after the one with this `seq`; for `newest` and `oldest`. */
  after?: number | undefined;
  /** Leaves out so many from the beginning. */
  offset?: number | undefined;
  order?: StoredOrder | undefined;
}

/** A submission and its meeting. */
export interface KeptMeeting {
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

/** How many there are of one form and status. */
export interface StatusCount {
  form: FormId;
  status: Status;
  count: number;
}

/** How many were received in an hour of UTC. */
export interface HourCount {
  /** `2027-01-15T12`. */
  hour: string;
  count: number;
}

export interface Counts {
  all: number;
  unread: number;
  late: number;
  suspect: number;
  duplicate: number;
}

/** What staff change about a submission. */
export interface Change {
  status?: Status | undefined;
  assignedTo?: string | null | undefined;
  /** Its one meeting; null for none. */
  meeting?: Sealed | null | undefined;
  /** Whether the applicant is told of the new status by mail. */
  tell?: boolean | undefined;
}

/** A submission to change; where `from` is given, only while it is still so. */
export interface Judged extends SubmissionName {
  from?: Pick<Change, 'status' | 'assignedTo' | 'meeting'> | undefined;
}

/** Who does something, and when. */
export interface Deed {
  at: string;
  actor: string;
}

export interface AuditEntry {
  at: string;
  /** `applicant`, `visitor`, `command line`, `retention`, or `staff:<name>`. */
  actor: string;
  action: string;
  /** What it was done to, by id; never personal data. */
  subject: string;
  detail: string;
}

export interface AuditRecord extends AuditEntry {
  seq: number;
  /** Binds the entry to all entries before it. */
  link: Uint8Array;
}

export interface StaffAccount {
  name: string;
  role: Role;
  /** In PHC form. */
  password: string;
  createdAt: string;
  disabledAt: string | null;
}

export interface StaffSession {
  /** SHA-256 of the id in the cookie. */
  idHash: Uint8Array;
  staff: string;
  startedAt: string;
  seenAt: string;
  /** Kind of browser and system, e.g. "Firefox on Windows", by which its owner knows it. */
  browser: string;
}

/** Someone's second step of logging in: codes that their phone makes of a secret. */
export interface SecondStep {
  staff: string;
  secret: Sealed;
  /** Null until the first code was right; until then it is not asked for. */
  confirmedAt: string | null;
  /** Number of the period whose code was used last; its code and earlier ones are taken no more. */
  usedPeriod: number;
  /** How many recovery codes are left. */
  recoveryCodes: number;
}

/** What someone may do: look; work on submissions, find one person's; export, erase a person's, read the audit, end colleagues' accounts. Each may what those before may. */
export type Role = (typeof roles)[number];
export const roles = ['reader', 'officer', 'admin'] as const;

/**
 * The database cannot answer at this moment: locked by another process, disk full, away, closing. Nothing was stored; only where the way
 * to it broke during a commit is that not known, and whoever asks again under the same id stores once.
 */
export class StoreUnavailable extends Error {}

/** A store that should have been empty is not. */
export class StoreNotEmpty extends Error {}

/** A row as its table has it, by column. */
export type Row = Readonly<Record<string, string | number | Uint8Array | null>>;

/** Some rows of one table. */
export interface Portion {
  table: string;
  rows: readonly Row[];
}

export interface Store {
  /** Resolves after the commit that holds it is on the disk. @throws {StoreUnavailable} */
  accept(submission: NewSubmission): Promise<Acceptance>;
  find(name: SubmissionName): Promise<StoredSubmission | undefined>;
  /** Keeps answers that differ, once for each different body. @throws {StoreUnavailable} */
  addDiffering(name: SubmissionName, at: string, bodyCode: Uint8Array, content: Sealed): Promise<void>;
  enclosures(name: SubmissionName): Promise<Enclosure[]>;
  /** What is kept beside each of so many submissions as a list gives at once, by their `seq`; one without any is not named. */
  enclosuresOf(submissions: readonly Pick<StoredSubmission, 'seq'>[]): Promise<EnclosuresBySeq>;
  list(options: ListOptions): Promise<StoredSubmission[]>;
  counts(filter: Pick<ListFilter, 'form'>): Promise<Counts>;
  count(filter: ListFilter): Promise<number>;
  countByStatus(filter: ListFilter): Promise<StatusCount[]>;
  /** Hours in which anything was received, oldest first. */
  countByHour(filter: ListFilter): Promise<HourCount[]>;
  /** Every submission of the applicant with this code, oldest first. */
  ofApplicant(emailCode: Uint8Array): Promise<StoredSubmission[]>;
  /** All answers that came again under an id and differed, oldest first. */
  repeats(): Promise<Repeat[]>;
  markRead(name: SubmissionName, at: string): Promise<void>;
  /**
   * Changes those of these submissions that are there and are otherwise: each with its meeting, mail and record, or not at all. Gives how
   * many it changed.
   * @throws {StoreUnavailable}
   */
  change(names: readonly Judged[], change: Change, deed: Deed): Promise<number>;
  /** The mail that is due and has waited longest, which nobody else is given before `until`. */
  claimMail(now: string, until: string): Promise<QueuedMail | undefined>;
  settleMail(mail: QueuedMail, outcome: MailOutcome): Promise<void>;
  /** Queues the digest of a day, once. */
  queueDigest(day: string, at: string): Promise<void>;
  /** The mails about a submission. */
  mailOf(name: SubmissionName): Promise<MailRecord[]>;
  mailCounts(): Promise<MailCounts>;
  /** Keeps a note beside a submission, and records that there is one. @throws {StoreUnavailable} */
  addNote(name: SubmissionName, content: Sealed, deed: Deed): Promise<void>;
  /** All meetings, or those of submissions with this status, in no order. */
  meetings(status?: Status): Promise<KeptMeeting[]>;
  /**
   * Matches two: the mentee's status becomes "matched", the mentor's too once no place is left, else "matching". All is recorded with it.
   * @param places how many mentees the mentor takes
   * @param tell whether a mail tells both
   */
  match(pair: Pair, places: number, tell: boolean, deed: Deed): Promise<MatchResult>;
  /** Ends a match: both are "matching" again. Gives false when the two are in none. */
  unmatch(pair: Pair, deed: Deed): Promise<boolean>;
  /** The matches that last, or those of one mentee or mentor: a match lasts while the mentee's status is "matched". */
  matches(of?: SubmissionName): Promise<Match[]>;
  /**
   * Removes submissions with all that belongs to them, and what of them is left in the files; of others, the answers that came again and
   * have this place among the enclosures. Gives how many submissions.
   */
  erase(names: readonly SubmissionName[], repeats?: readonly number[]): Promise<number>;
  /** Ids of the keys with which anything is sealed. */
  keyIds(): Promise<string[]>;

  record(entry: AuditEntry): Promise<void>;
  /** The audit from the beginning, in order. */
  audit(): AsyncIterable<AuditRecord>;
  /** What the audit holds of a subject, in order. */
  auditOf(subject: string): Promise<AuditRecord[]>;
  /** A part of the audit, newest first. */
  auditPage(offset: number, limit: number): Promise<AuditRecord[]>;
  auditLength(): Promise<number>;

  addStaff(account: StaffAccount): Promise<boolean>;
  staff(name: string): Promise<StaffAccount | undefined>;
  allStaff(): Promise<StaffAccount[]>;
  /** Gives false when there is nobody of that name. Ends the person's sessions. */
  changeStaff(name: string, change: Partial<Pick<StaffAccount, 'role' | 'password' | 'disabledAt'>>): Promise<boolean>;
  openSession(session: StaffSession): Promise<void>;
  session(idHash: Uint8Array): Promise<StaffSession | undefined>;
  touchSession(idHash: Uint8Array, at: string): Promise<void>;
  endSession(idHash: Uint8Array): Promise<void>;
  /** Forgets sessions started before `startedBefore` or not seen since `seenBefore`. Gives whose they were. */
  endSessions(startedBefore: string, seenBefore: string): Promise<string[]>;
  /** The sessions that are kept, of one or of all, the newest first. */
  sessions(staff?: string): Promise<StaffSession[]>;

  secondStep(staff: string): Promise<SecondStep | undefined>;
  /** Names of those whose second step is confirmed. */
  secondSteps(): Promise<string[]>;
  /** Keeps a secret that is not confirmed yet, in place of an earlier one; gives false where one is confirmed. */
  beginSecondStep(staff: string, secret: Sealed, at: string): Promise<boolean>;
  /** From here on it is asked for. Gives false where none was begun, or it is confirmed already. */
  confirmSecondStep(
    staff: string,
    usedPeriod: number,
    recoveryCodes: readonly Uint8Array[],
    at: string,
  ): Promise<boolean>;
  /** Takes the code of a period, once: gives false for that of the last one used or of an earlier one. */
  usePeriod(staff: string, period: number): Promise<boolean>;
  /** Takes a recovery code, once. */
  useRecoveryCode(staff: string, code: Uint8Array): Promise<boolean>;
  /** Gives false where there was none. */
  removeSecondStep(staff: string): Promise<boolean>;

  /** Sets the one address of someone's calendar by the hash of its token, or takes it away. */
  setCalendar(staff: string, tokenHash: Uint8Array | null): Promise<void>;
  hasCalendar(staff: string): Promise<boolean>;
  /** Whose calendar it is. */
  calendarOwner(tokenHash: Uint8Array): Promise<string | undefined>;

  /** True for one of all processes that ask at once, when the chore last began at `notSince` or before. */
  claimChore(name: string, at: string, notSince: string): Promise<boolean>;
  /** Makes a chore due again that was claimed and failed. */
  forgetChore(name: string): Promise<void>;
  /** Counts uses together with every other process on the same database, where there may be others. */
  limiter(name: string, limits: readonly RateLimit[]): RateLimiter;

  /** True when the database can be reached and its tables are those of this version. */
  isReady(): Promise<boolean>;
  /** Everything as of one moment, table by table, each in the order of its key; the same from any database that holds the same. */
  rows(): AsyncIterable<Portion>;
  /**
   * Takes all rows of another store, or none. With `replace` they take the place of what is there.
   * @throws {StoreNotEmpty}
   */
  fill(portions: AsyncIterable<Portion>, replace?: boolean): Promise<void>;
  /** Writes a complete, consistent copy to a new file, a database of SQLite whatever this one is. */
  backup(path: string): Promise<void>;
  /** Problems of the database's own structure, in words. */
  integrity(): Promise<string[]>;
  /** Takes no more, finishes what waits, closes. Once closed, does nothing. */
  close(): Promise<void>;
}
