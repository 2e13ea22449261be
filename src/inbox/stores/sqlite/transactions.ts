import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../store.ts';
import { unavailable, type Transactions, type Write } from '../group-commit.ts';
import { isOfDatabase, isPassing } from './failures.ts';

type SqliteWrite = Write<void, unknown>;

/** Transactions of one connection that never waits for locks and does nothing else. Writes are synchronous. */
export class SqliteTransactions implements Transactions<void> {
  readonly #db: DatabaseSync;

  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  together(writes: readonly SqliteWrite[]): readonly unknown[] | undefined {
    this.#db.exec('BEGIN IMMEDIATE');
    let values: unknown[];
    try {
      values = writes.map((write) => write());
    } catch {
      this.#rollBack();
      return undefined;
    }
    this.#commit();
    return values;
  }

  apart(writes: readonly SqliteWrite[]): readonly PromiseSettledResult<unknown>[] {
    this.#db.exec('BEGIN IMMEDIATE');
    const outcomes = writes.map((write) => this.#attempt(write));
    this.#commit();
    return outcomes;
  }

  isPassing(refusal: unknown): boolean {
    return isPassing(refusal);
  }

  #attempt(write: SqliteWrite): PromiseSettledResult<unknown> {
    try {
      // A savepoint outside a transaction would commit by itself.
      if (!this.#db.isTransaction) throw new StoreUnavailable('The transaction was ended by an earlier failure.');
      this.#db.exec('SAVEPOINT one');
      const value = write();
      this.#db.exec('RELEASE one');
      return { status: 'fulfilled', value };
    } catch (error) {
      // A full disk ends the whole transaction; then the commit fails too, and all writes are refused.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK TO one; RELEASE one');
      return { status: 'rejected', reason: isOfDatabase(error) ? unavailable(error) : error };
    }
  }

  #commit(): void {
    try {
      this.#db.exec('COMMIT');
    } catch (error) {
      this.#rollBack();
      throw error;
    }
  }

  #rollBack(): void {
    if (this.#db.isTransaction) this.#db.exec('ROLLBACK');
  }
}
