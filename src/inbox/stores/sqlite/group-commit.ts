import type { DatabaseSync } from 'node:sqlite';
import { StoreUnavailable } from '../../store.ts';

interface Waiting<T> {
  write: () => T;
  /** When, on the process's own clock, waiting for the lock ends. */
  until: number;
  resolve: (value: T) => void;
  reject: (reason: unknown) => void;
}

/** How long a write waits for the lock of another process before it is refused. */
const patienceMs = 5_000;
const retryMs = 20;
/** The most writes of one transaction, so that no one waits for an endless one. */
const mostTogether = 256;
/** How long the first write of a transaction waits for others while they keep coming. */
const gatherMs = 4;

const locked = new Set([5, 6]);

/**
 * Writes that wait at the same moment share one transaction and one wait for the disk. When one of them fails, they are done again with
 * a savepoint each, so that its neighbours are stored all the same. A write counts as done only after the commit.
 */
export class GroupCommit {
  readonly #db: DatabaseSync;
  #queue: Waiting<unknown>[] = [];
  #isScheduled = false;

  /** @param db a connection of its own, which never waits for locks */
  constructor(db: DatabaseSync) {
    this.#db = db;
  }

  /**
   * @param write called inside the transaction; synchronous. It may be called again after its changes were undone
   * @throws {StoreUnavailable} when the database stays locked, or the disk refuses
   */
  run<T>(write: () => T): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#queue.push({ write, until: performance.now() + patienceMs, resolve, reject } as Waiting<unknown>);
      this.#schedule();
    });
  }

  /** Resolves when nothing waits. */
  async idle(): Promise<void> {
    while (this.#queue.length > 0) await new Promise((resolve) => setTimeout(resolve, retryMs));
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#gather(0, performance.now() + gatherMs);
  }

  /** Lets the requests that have arrived be read, until none is added or the time is up. */
  #gather(before: number, until: number): void {
    setImmediate(() => {
      const waiting = this.#queue.length;
      const isGrowing = waiting > before && waiting < mostTogether && performance.now() < until;
      if (isGrowing) this.#gather(waiting, until);
      else this.#flush();
    });
  }

  #flush(): void {
    this.#isScheduled = false;
    const together = this.#queue.splice(0, mostTogether);
    if (together.length === 0) return;
    try {
      const settle = this.#commitAll(together) ?? this.#commitEach(together);
      for (const done of settle) done();
    } catch (error) {
      this.#postpone(together, error);
    }
    if (this.#queue.length > 0) this.#schedule();
  }

  /** Gives what to tell the callers once their writes are on the disk; undefined, with nothing stored, when one has failed. */
  #commitAll(together: Waiting<unknown>[]): (() => void)[] | undefined {
    this.#db.exec('BEGIN IMMEDIATE');
    let settle: (() => void)[];
    try {
      settle = together.map(({ write, resolve }) => {
        const value = write();
        return () => resolve(value);
      });
    } catch {
      this.#rollBack();
      return undefined;
    }
    this.#commit();
    return settle;
  }

  #commitEach(together: Waiting<unknown>[]): (() => void)[] {
    this.#db.exec('BEGIN IMMEDIATE');
    const settle = together.map((waiting) => this.#attempt(waiting));
    this.#commit();
    return settle;
  }

  #attempt({ write, resolve, reject }: Waiting<unknown>): () => void {
    try {
      // A savepoint outside a transaction would commit by itself.
      if (!this.#db.isTransaction) throw new StoreUnavailable('The transaction was ended by an earlier failure.');
      this.#db.exec('SAVEPOINT one');
      const value = write();
      this.#db.exec('RELEASE one');
      return () => resolve(value);
    } catch (error) {
      // A full disk ends the whole transaction; then the commit fails too, and everyone hears of it.
      if (this.#db.isTransaction) this.#db.exec('ROLLBACK TO one; RELEASE one');
      return () => reject(isOfDatabase(error) ? unavailable(error) : error);
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

  /** Locked: the writes go back to the head of the queue, but for those that have waited long enough. Anything else is refused. */
  #postpone(together: Waiting<unknown>[], error: unknown): void {
    const now = performance.now();
    const patient = isLocked(error) ? together.filter(({ until }) => until > now) : [];
    for (const waiting of together) if (!patient.includes(waiting)) waiting.reject(unavailable(error));
    if (patient.length === 0) return;
    this.#queue.unshift(...patient);
    this.#isScheduled = true;
    setTimeout(() => this.#flush(), retryMs);
  }
}

const resultCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;

const isLocked = (error: unknown) => locked.has(resultCode(error) ?? 0);

/** True for refusals of the machine (locked, read-only, I/O, full, cannot open), false for mistakes in a statement or its values. */
const isOfDatabase = (error: unknown) => [5, 6, 8, 10, 13, 14].includes(resultCode(error) ?? 0);

const unavailable = (error: unknown) =>
  new StoreUnavailable(error instanceof Error ? error.message : String(error), { cause: error });
