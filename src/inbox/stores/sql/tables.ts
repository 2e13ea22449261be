import type { Generated, Kysely } from 'kysely';

/** The database, or a transaction of it. */
export type Db = Kysely<Tables>;

/**
 * The types of the tables that `migrations/` makes. Instants are ISO texts in UTC, which sort by time in any database.
 */
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
  matching_run: MatchingRunTable;
  run_pair: RunPairTable;
  run_left: RunLeftTable;
  matching_rule: MatchingRuleTable;
  offer: OfferTable;
  no_reminders: NoRemindersTable;
  check_in: CheckInTable;
  worry_dealt_with: WorryDealtWithTable;
  proposal: ProposalTable;
  meeting_answer: MeetingAnswerTable;
  import: ImportTable;
  seen: SeenTable;
  content_change: ContentChangeTable;
  link: LinkTable;
  erased_count: ErasedCountTable;
  restored: RestoredTable;
}

/** How many submissions of a round are erased, for its report. */
interface ErasedCountTable {
  round: string;
  /** `mentee`, `again` for another application of the same person, `ask`, or `asked` for a mentor asked a question. */
  what: string;
  /** The status at the end, or the mentor's answer. */
  state: string;
  count: number;
}

interface SubmissionTable {
  /** Number in the order of arrival; other tables refer to a submission by it. */
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
  /** When staff decided on what is new in it, so that it is unread for nobody; null while they have not. */
  read_at: string | null;
  closed_at: string | null;
  key_id: string;
  nonce: Uint8Array;
  box: Uint8Array;
  body_code: Uint8Array;
  email_code: Uint8Array | null;
  repeat_code: Uint8Array | null;
  /** Seq of the import that it came with; null if it was sent. */
  import: number | null;
}

/**
 * Data stored beside a submission: `adjustments`, a `differing` body under the same id, a `note`, the booked `meeting`,
 * an earlier `version` of the answers.
 */
interface EnclosureTable {
  seq: Generated<number>;
  /** Seq of the submission. */
  submission: number;
  kind: string;
  at: string;
  /** Only for a differing body, so that each is stored once. */
  body_code: Uint8Array | null;
  key_id: string;
  nonce: Uint8Array;
  box: Uint8Array;
}

/** The outbox: mails that wait, were sent, were given up, or are held by a restore. */
interface OutboxTable {
  seq: Generated<number>;
  /** Seq of the submission; 0 for the digest. */
  submission: number;
  kind: string;
  /** Names the cause of a mail that must be queued only once. */
  deed: string | null;
  /** Seq of the other submission of a match. */
  other: number | null;
  /** Null, like `nonce` and `box`, if the submission holds all that the mail needs. */
  key_id: string | null;
  nonce: Uint8Array | null;
  box: Uint8Array | null;
  /** Null until the first try. */
  message_id: string | null;
  tries: number;
  /** Null for a mail of a version that did not record it. */
  queued_at: string | null;
  /** '' for a mail that was given up or is held. */
  due_at: string;
  sent_at: string | null;
  failure: string | null;
  /** Until when a process has claimed the mail. */
  claimed_until: string | null;
  /** When staff reported that the mail came back. */
  returned_at: string | null;
}

/** The failure that stops all mail; no row while mail goes out. */
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
  /** Null while the chore runs, and if it was cut off. */
  done_at: string | null;
}

/** One row: the time that the clock showed at the last check. */
interface ClockTable {
  id: number;
  seen_at: string;
  /** Since when the clock is in doubt; null while it is trusted. */
  doubted_at: string | null;
  /** The time that the clock showed before it jumped. */
  moved_from: string | null;
}

/** Erased submissions that may still be in files. */
interface ErasureTable {
  form: string;
  submission_id: string;
  at: string;
}

/** One row, rewritten to test whether the database can be written to. */
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

/** The secret of a member of staff's one-time codes. */
interface SecondStepTable {
  staff: string;
  begun_at: string;
  /** Null until the first correct code. */
  confirmed_at: string | null;
  /** Period of the last code that was used. */
  used_period: Generated<number>;
  key_id: string;
  nonce: Uint8Array;
  box: Uint8Array;
}

/** Unused codes that replace a lost phone. */
interface RecoveryCodeTable {
  staff: string;
  /** Code of the recovery code, made with a key that is not in the database. */
  code: Uint8Array;
}

/** Links at which calendar programs read the meetings. */
interface CalendarTable {
  staff: string;
  token_hash: Uint8Array;
}

/**
 * Who mentors whom, now and earlier. A match is current until it has an end; a mentee has at most one current match.
 */
interface MatchTable {
  seq: Generated<number>;
  /** Seq of the submission; null after it was erased, so that the figures of the round stay. */
  mentee: number | null;
  mentor: number | null;
  /** The round of the mentee's application. */
  round: string | null;
  began_at: string;
  began_by: string;
  ended_at: string | null;
  ended_by: string | null;
  outcome: string | null;
  /** Why it ended early. */
  reason: string | null;
}

/** Proposals for whole rounds. */
interface MatchingRunTable {
  seq: Generated<number>;
  round: string;
  made_at: string;
  made_by: string;
  /** `draft`, `published` or `discarded`. */
  state: string;
  /** What led to it, in words. */
  cause: string;
  /** JSON. */
  settings: string;
  /** JSON. */
  totals: string;
  input_hash: string;
}

/** The pairs of a proposal. */
interface RunPairTable {
  run: number;
  /** Seq of the submission. */
  mentee: number;
  mentor: number;
  points: number;
  can_meet: number;
  sector_rank: number | null;
  is_carried_over: number;
  is_locked: number;
}

/** Mentees whom a proposal leaves over. */
interface RunLeftTable {
  run: number;
  mentee: number;
  /** JSON. */
  why: string;
}

/** Pairs that staff fix (`lock`) or forbid (`forbid`) in a round. */
interface MatchingRuleTable {
  seq: Generated<number>;
  round: string;
  kind: string;
  mentee: number;
  mentor: number;
  made_at: string;
  made_by: string;
  /** Number of the proposal that was made with it. */
  made_run: number;
  /** Null while the rule holds. */
  ended_at: string | null;
  ended_by: string | null;
  /** Number of the proposal that ended it. */
  ended_run: number | null;
}

/** Who has opened which submission since there was something new in it. */
interface SeenTable {
  submission: number;
  staff: string;
}

/** Submissions that staff brought in from a file. */
interface ImportTable {
  seq: Generated<number>;
  import_id: string;
  form: string;
  made_at: string;
  made_by: string;
  /** How many submissions it stored. */
  count: number;
  undone_at: string | null;
  undone_by: string | null;
}

/** Versions of the site's rounds and mails that staff made. */
interface ContentChangeTable {
  seq: Generated<number>;
  /** Its path in the site's content. */
  file: string;
  /** The whole file; null if the site's own file counts again. */
  text: string | null;
  made_at: string;
  made_by: string;
  applies_at: string;
  /** The group of mails that tells of it. */
  mail_group: string | null;
  undone_at: string | null;
  undone_by: string | null;
}

/** Secret links to pages about one submission. */
interface LinkTable {
  seq: Generated<number>;
  token_hash: Uint8Array;
  /** With a key that is not in the database, it gives the token. */
  nonce: Uint8Array;
  purpose: string;
  /** Seq of the submission. */
  submission: number;
  /** Distinguishes links of one purpose; '' if there is one only. */
  about: string;
  created_at: string;
  /** Null if it works as long as the submission is stored. */
  expires_at: string | null;
}

/** One row while chores wait because a backup was restored. */
interface RestoredTable {
  id: number;
  at: string;
}

/** Mentors who are, or were, asked to take a mentee or to answer a question. */
interface OfferTable {
  seq: Generated<number>;
  round: string;
  /** Seq of the mentee's submission, or of the question. */
  mentee: number;
  /** Seq of the submission; 0 after it was erased. */
  mentor: number;
  asked_at: string;
  asked_by: string;
  /** How many days the mentor has to answer. */
  days: number;
  /** The last of them. */
  answer_by: string;
  /** 1 if the next best mentor is asked when a mentor does not take a question. */
  moves_on: Generated<number>;
  /** `waiting`, `accepted`, `declined`, `timed-out`, `unavailable` or `withdrawn`. */
  answer: string;
  answered_at: string | null;
  reason: string | null;
  /** What the mentor wrote to staff; null, like `nonce` and `box`, if nothing. */
  key_id: string | null;
  nonce: Uint8Array | null;
  box: Uint8Array | null;
}

/** People who want no reminders. */
interface NoRemindersTable {
  submission: number;
  at: string;
}

/** Worries about a pair that staff have dealt with. */
interface WorryDealtWithTable {
  /** Seq of the check-in that gives reason to worry. */
  check_in: number;
  worry: string;
  at: string;
  by: string;
}

/** Questions to one person of a match while it lasts. */
interface CheckInTable {
  seq: Generated<number>;
  /** Seq of the match. */
  match: number;
  /** `start`, `middle` or `end`. */
  kind: string;
  /** `mentee` or `mentor`. */
  side: string;
  asked_at: string;
  answered_at: string | null;
  /** JSON: the chosen answer of each question. */
  answers: string;
  /** What the person wrote to staff; null, like `nonce` and `box`, if nothing. */
  key_id: string | null;
  nonce: Uint8Array | null;
  box: Uint8Array | null;
}

/** Times that mentors proposed for a one-off meeting. */
interface ProposalTable {
  seq: Generated<number>;
  /** Seq of the offer. */
  offer: number;
  made_at: string;
  /** JSON: instants. */
  times: string;
  /** The room or call. */
  key_id: string;
  nonce: Uint8Array;
  box: Uint8Array;
  answered_at: string | null;
  chosen: string | null;
}

/** What both said after a one-off meeting. */
interface MeetingAnswerTable {
  seq: Generated<number>;
  /** Seq of the offer. */
  offer: number;
  /** The `sequence` of the meeting. */
  meeting: number;
  /** `mentee` for who asked, or `mentor`. */
  side: string;
  answered_at: string;
  /** `yes`, `again` or `over`. */
  answer: string;
}
