import type { Generated } from 'kysely';

/** The tables, in types; `migrations/` makes them. Instants are ISO texts in UTC, which sort by time in any database. */
export interface Tables {
  submission: SubmissionTable;
  enclosure: EnclosureTable;
  outbox: OutboxTable;
  mail_outage: MailOutageTable;
  chore: ChoreTable;
  clock: ClockTable;
  erasure: ErasureTable;
  probe: ProbeTable;
  audit: AuditTable;
  staff: StaffTable;
  session: SessionTable;
  second_step: SecondStepTable;
  recovery_code: RecoveryCodeTable;
  calendar: CalendarTable;
  match: MatchTable;
}

interface SubmissionTable {
  /** In order of arrival; what belongs to a submission names it by this. */
  seq: Generated<number>;
  form: string;
  submission_id: string;
  reference: string;
  arrived: string;
  status: string;
  assigned_to: string | null;
  round: string | null;
  form_version: string;
  received_at: string;
  queued_at: string | null;
  duplicate_of: string | null;
  read_at: string | null;
  closed_at: string | null;
  key_id: string;
  nonce: Uint8Array;
  box: Uint8Array;
  body_code: Uint8Array;
  email_code: Uint8Array | null;
  repeat_code: Uint8Array | null;
}

/** Kept beside a submission: `adjustments`, a `differing` body under the same id, a `note`, the `meeting` that is booked. */
interface EnclosureTable {
  seq: Generated<number>;
  /** Seq of the submission. */
  submission: number;
  kind: string;
  at: string;
  /** Of a differing body, by which the same one is kept once. */
  body_code: Uint8Array | null;
  key_id: string;
  nonce: Uint8Array;
  box: Uint8Array;
}

/** Mail to be sent, and what was sent: a row for each. */
interface OutboxTable {
  seq: Generated<number>;
  /** Seq of the submission; 0 for the digest. */
  submission: number;
  kind: string;
  /** For what is done once however often it is asked for: what it is. */
  deed: string | null;
  /** Seq of the other submission of a match. */
  other: number | null;
  /** Null with `nonce` and `box` where all that it tells is in the submission. */
  key_id: string | null;
  nonce: Uint8Array | null;
  box: Uint8Array | null;
  /** Null until the first try. */
  message_id: string | null;
  tries: number;
  /** Null where it is from before this was kept. */
  queued_at: string | null;
  /** '' once it is given up. */
  due_at: string;
  sent_at: string | null;
  failure: string | null;
  /** Until when a process has it in hand. */
  claimed_until: string | null;
  /** When it was handed in as returned. */
  returned_at: string | null;
}

/** Why no mail goes out: one row, or none while it does. */
interface MailOutageTable {
  name: string;
  since: string;
  failure: string;
  tries: number;
  retry_at: string;
}

/** When each hourly chore last began. */
interface ChoreTable {
  name: string;
  began_at: string;
  /** Null while it is under way, and where it was cut off. */
  done_at: string | null;
}

/** What the clock showed when it was last looked at, in one row. */
interface ClockTable {
  id: number;
  seen_at: string;
  /** Since when it is doubted; null while it is trusted. */
  doubted_at: string | null;
  /** What it showed before it moved. */
  moved_from: string | null;
}

/** Submissions that were erased, of which files may be left. */
interface ErasureTable {
  form: string;
  submission_id: string;
  at: string;
}

/** One row, written anew to see whether anything can be. */
interface ProbeTable {
  id: number;
  filler: Uint8Array;
}

interface AuditTable {
  seq: number;
  at: string;
  actor: string;
  action: string;
  subject: string;
  detail: string;
  link: Uint8Array;
}

interface StaffTable {
  name: string;
  role: string;
  password: string;
  created_at: string;
  disabled_at: string | null;
}

interface SessionTable {
  id_hash: Uint8Array;
  staff: string;
  started_at: string;
  seen_at: string;
  browser: string;
}

/** A secret of which someone's phone makes codes. */
interface SecondStepTable {
  staff: string;
  begun_at: string;
  /** Null until the first code was right. */
  confirmed_at: string | null;
  /** Of the last code that was used. */
  used_period: Generated<number>;
  key_id: string;
  nonce: Uint8Array;
  box: Uint8Array;
}

/** Codes for whoever has lost the phone; a used one is removed. */
interface RecoveryCodeTable {
  staff: string;
  /** Made with a key that is not in the database. */
  code: Uint8Array;
}

/** Addresses at which someone's calendar program reads the meetings. */
interface CalendarTable {
  staff: string;
  token_hash: Uint8Array;
}

/** Who mentors whom, by seq; one mentor for each mentee. It counts while the mentee's status is "matched". */
interface MatchTable {
  mentee: number;
  mentor: number;
  at: string;
}
