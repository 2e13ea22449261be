/**
 * What the inbox keeps, and what may be asked of it. Answers arrive and leave sealed: a store never sees them in plain text. SQLite and
 * PostgreSQL (`stores/sqlite/`, `stores/postgres/`) are equals; what is the same in any SQL database is in `stores/sql/`. Instants are ISO
 * texts in UTC. What there is of each subject is in `kept/`.
 */
import type { AuditStore } from './audit.ts';
import type { ChoreStore } from './chores.ts';
import type { ClockStore } from './clock.ts';
import type { ListStore } from './lists.ts';
import type { MailStore } from './mail.ts';
import type { StaffStore } from './staff.ts';
import type { SubmissionStore } from './submissions.ts';
import type { CaseworkStore } from './casework.ts';
import type { RateLimit, RateLimiter } from '../../submissions/rate-limit.ts';

export type * from './audit.ts';
export type * from './chores.ts';
export type * from './clock.ts';
export type * from './lists.ts';
export type * from './mail.ts';
export type * from './staff.ts';
export type * from './submission-name.ts';
export type * from './submissions.ts';
export type * from './casework.ts';
export { storedOrders } from './lists.ts';
export { roles } from './staff.ts';

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

export interface Store
  extends SubmissionStore, ListStore, CaseworkStore, MailStore, AuditStore, StaffStore, ClockStore, ChoreStore {
  /** Counts uses together with every other process on the same database, where there may be others. */
  limiter(name: string, limits: readonly RateLimit[]): RateLimiter;
  /** True when the database takes what is written, and its tables are those of this version. */
  isReady(): Promise<boolean>;
  /** Everything as of one moment, table by table, each in the order of its key; the same from any database that holds the same. */
  rows(): AsyncIterable<Portion>;
  /**
   * Takes all rows of another store, or none. With `replace` they take the place of what is there.
   * @throws {StoreNotEmpty}
   */
  fill(portions: AsyncIterable<Portion>, replace?: boolean): Promise<void>;
  /** Writes a complete, consistent copy to a new file, a database of SQLite whatever this one is; rejects when the signal says to stop. */
  backup(path: string, signal?: AbortSignal): Promise<void>;
  /** Problems of the database's own structure, in words. */
  integrity(): Promise<string[]>;
  /** Takes no more, finishes what waits, closes. Once closed, does nothing. */
  close(): Promise<void>;
}
