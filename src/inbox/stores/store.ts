/**
 * The interface of the database. What `stores/sql/` does is the same in SQLite and PostgreSQL; what each does in its own
 * way (`stores/sqlite/`, `stores/postgres/`) is named here.
 */
import type { RateLimit, RateLimiter } from '../rate-limit.ts';
import type { Sealed } from '../vault.ts';
import type { Bound } from './guard.ts';
import type { queries } from './sql/queries.ts';
import type { writes } from './sql/writes.ts';
import type { Acceptance, AuditEntry, AuditRecord, NewSubmission, Portion, SubmissionName } from './types/records.ts';

export * from './types/records.ts';

export interface Store extends Bound<ReturnType<typeof queries>>, Bound<ReturnType<typeof writes>> {
  /** Resolves after the commit is on the disk. @throws {StoreUnavailable} */
  accept(submission: NewSubmission): Promise<Acceptance>;
  /** Stores different answers sent under the same id, once for each body. @throws {StoreUnavailable} */
  addDiffering(name: SubmissionName, at: string, bodyCode: Uint8Array, content: Sealed): Promise<void>;
  /** Appends to the audit: the record of who did what, each entry bound to the one before it. */
  record(entry: AuditEntry): Promise<void>;
  /** Yields all entries of the audit, oldest first. */
  audit(): AsyncIterable<AuditRecord>;
  /**
   * Removes erased data from the files of the database. Returns false if a backup or another process is still reading it.
   * @throws {StoreUnavailable} if the disk is full
   */
  clearFiles(): Promise<boolean>;
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
