/**
 * The interface of the database. Answers arrive and leave sealed: a store never has them in plain text. SQLite and
 * PostgreSQL (`stores/sqlite/`, `stores/postgres/`) do the same; what they share is in `stores/sql/`. Instants are ISO
 * texts in UTC. The methods of each subject are in `types/`.
 */
import type { ApplicantStore } from './applicant.ts';
import type { AuditStore } from './audit.ts';
import type { CheckInStore } from './check-ins.ts';
import type { ChoreStore } from './chores.ts';
import type { ClockStore } from './clock.ts';
import type { ContentStore } from './content.ts';
import type { ErasedCountStore } from './erased-counts.ts';
import type { ImportStore } from './imports.ts';
import type { LinkStore } from './links.ts';
import type { OfferStore } from './offers.ts';
import type { RestoredStore } from './restored.ts';
import type { QuestionStore } from './questions.ts';
import type { ListStore } from './lists.ts';
import type { MailStore } from './mail.ts';
import type { StaffStore } from './staff.ts';
import type { SubmissionStore } from './submissions.ts';
import type { CaseworkStore } from './casework.ts';
import type { MatchingStore } from './matching.ts';
import type { RateLimit, RateLimiter } from '../../rate-limit.ts';

export type * from './actor.ts';
export type * from './applicant.ts';
export type * from './audit.ts';
export type * from './check-ins.ts';
export type * from './chores.ts';
export type * from './clock.ts';
export type * from './content.ts';
export type * from './erased-counts.ts';
export type * from './imports.ts';
export type * from './links.ts';
export type * from './offers.ts';
export type * from './restored.ts';
export type * from './questions.ts';
export type * from './lists.ts';
export type * from './mail.ts';
export { heldMark } from './mail.ts';
export type * from './staff.ts';
export type * from './submission-name.ts';
export type * from './submissions.ts';
export type * from './casework.ts';
export type * from './matching.ts';
export { linkPurposes } from './links.ts';
export { checkInKinds, sides } from './check-ins.ts';
export { declineReasons } from './offers.ts';
export { meetingAnswers } from './questions.ts';
export { storedOrders } from './lists.ts';
export { roles } from './staff.ts';
export { endReasons, outcomes } from './casework.ts';

/**
 * The database cannot answer: it is locked by another process, full, unreachable or closing. Nothing was stored, unless
 * the connection broke during a commit: then it is unknown, and a retry with the same id stores the submission once.
 */
export class StoreUnavailable extends Error {}

/** A database does not open. */
export class CannotOpen extends StoreUnavailable {
  /** Why, without its place. */
  readonly reason: string;

  constructor(place: string, reason: string, remedy: string, cause: unknown) {
    super(`The database ${place} cannot be opened: ${reason}.${remedy}`, { cause });
    this.reason = reason;
  }
}

/** A store that must be empty is not. */
export class StoreNotEmpty extends Error {}

/** A row as in its table, by column. */
export type Row = Readonly<Record<string, string | number | Uint8Array | null>>;

export interface Portion {
  table: string;
  rows: readonly Row[];
}

export interface Store
  extends
    SubmissionStore,
    ListStore,
    CaseworkStore,
    ApplicantStore,
    MatchingStore,
    ErasedCountStore,
    ImportStore,
    ContentStore,
    LinkStore,
    OfferStore,
    QuestionStore,
    CheckInStore,
    MailStore,
    RestoredStore,
    AuditStore,
    StaffStore,
    ClockStore,
    ChoreStore {
  /** Counts uses, together with every other process if the database is shared. */
  limiter(name: string, limits: readonly RateLimit[]): RateLimiter;
  /** Returns true if the database can be written to and its tables are those of this version. */
  isReady(): Promise<boolean>;
  /**
   * Yields all rows as of one moment, table by table, each in the order of its key. Equal stores yield equal rows on
   * any database.
   */
  rows(): AsyncIterable<Portion>;
  /**
   * Stores all rows of another store, or none. With `replace`, they replace the existing rows.
   * @throws {StoreNotEmpty} without `replace`, if there are rows
   */
  fill(portions: AsyncIterable<Portion>, replace?: boolean): Promise<void>;
  /**
   * Writes a complete, consistent copy to a new SQLite file, whatever the database is.
   * @throws when the signal aborts
   */
  backup(path: string, signal?: AbortSignal): Promise<void>;
  /** Returns problems in the structure of the database, in words. */
  integrity(): Promise<string[]>;
  /** Refuses new writes, finishes those that wait, and closes. A second call does nothing. */
  close(): Promise<void>;
}
