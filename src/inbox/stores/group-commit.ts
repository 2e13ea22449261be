import { StoreUnavailable } from './types/records.ts';

/**
 * Work inside a transaction. It may run a second time after its changes were rolled back. `Context` is what the
 * database passes to it.
 */
export type Write<Context, T> = (context: Context) => T | Promise<T>;

export interface Transactions<Context> {
  /**
   * Runs all writes in one transaction and returns their values once they are on the disk. Returns undefined, with
   * nothing stored, if one of them fails.
   * @throws if the database refuses; nothing is stored then
   */
  together(writes: readonly Write<Context, unknown>[]): MaybePromise<readonly unknown[] | undefined>;
  /** Does the same with a savepoint for each write, so that a failing write does not undo the others. */
  apart(writes: readonly Write<Context, unknown>[]): MaybePromise<readonly PromiseSettledResult<unknown>[]>;
  /** True for a refusal that a retry may get past, and after which nothing is stored. */
  isPassing(refusal: unknown): boolean;
}

type MaybePromise<T> = T | Promise<T>;

interface PendingWrite<Context> {
  write: Write<Context, unknown>;
  /** When the write stops waiting for the database, in milliseconds of `performance.now()`. */
  until: number;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

/** Milliseconds that a write waits for the lock of another process. */
export const patienceMs = 5_000;
/** Milliseconds between two tries to get the lock. */
export const retryMs = 20;
/** Limits a transaction, so that its writes are answered soon. */
const mostTogether = 256;
/** Milliseconds that the first write of a transaction waits for others, as long as others arrive. */
const gatherMs = 20;

/**
 * Groups writes: those that wait at the same moment share one transaction and one wait for the disk. If one of them
 * fails, all run again with a savepoint each, so that the others are stored. A write resolves only after the commit.
 */
export class GroupCommit<Context = void> {
  readonly #transactions: Transactions<Context>;
  #queue: PendingWrite<Context>[] = [];
  /** True while a flush is scheduled or running. */
  #isScheduled = false;

  constructor(transactions: Transactions<Context>) {
    this.#transactions = transactions;
  }

  /** @throws {StoreUnavailable} if the database stays locked or unreachable, or the disk refuses */
  run<T>(write: Write<Context, T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const until = performance.now() + patienceMs;
    this.#queue.push({ write, until, resolve: resolve as (value: unknown) => void, reject });
    this.#schedule();
    return promise;
  }

  /** Resolves when no write waits or runs. */
  async idle(): Promise<void> {
    while (this.#isScheduled) await new Promise((resolve) => setTimeout(resolve, retryMs));
  }

  #schedule(): void {
    if (this.#isScheduled) return;
    this.#isScheduled = true;
    this.#gather(0, performance.now() + gatherMs);
  }

  /** Leaves time to read the requests that have arrived, until no write is added or the time is up. */
  #gather(before: number, until: number): void {
    setImmediate(() => {
      const waiting = this.#queue.length;
      const isGrowing = waiting > before && waiting < mostTogether && performance.now() < until;
      if (isGrowing) this.#gather(waiting, until);
      else void this.#flush();
    });
  }

  async #flush(): Promise<void> {
    const together = this.#queue.splice(0, mostTogether);
    try {
      for (const settle of await this.#commit(together)) settle();
    } catch (refusal) {
      if (this.#postpone(together, refusal)) return;
    }
    this.#isScheduled = false;
    if (this.#queue.length > 0) this.#schedule();
  }

  /** Commits the writes and returns the callbacks that settle their promises. */
  async #commit(together: readonly PendingWrite<Context>[]): Promise<(() => void)[]> {
    const writes = together.map(({ write }) => write);
    const values = await this.#transactions.together(writes);
    if (values)
      return together.map(
        ({ resolve }, index) =>
          () =>
            resolve(values[index]),
      );
    const outcomes = await this.#transactions.apart(writes);
    return together.map(({ resolve, reject }, index) => {
      const outcome = outcomes[index]!;
      return () => (outcome.status === 'fulfilled' ? resolve(outcome.value) : reject(outcome.reason));
    });
  }

  /**
   * Puts the writes back at the head of the queue if the refusal may pass, except those that have waited long enough.
   * Rejects them if it will not pass.
   */
  #postpone(together: readonly PendingWrite<Context>[], refusal: unknown): boolean {
    const now = performance.now();
    const patient = this.#transactions.isPassing(refusal) ? together.filter(({ until }) => until > now) : [];
    for (const waiting of together) if (!patient.includes(waiting)) waiting.reject(unavailable(refusal));
    if (patient.length === 0) return false;
    this.#queue.unshift(...patient);
    setTimeout(() => void this.#flush(), retryMs);
    return true;
  }
}

/** Returns the refusal of a database as `StoreUnavailable`. */
export const unavailable = (refusal: unknown): StoreUnavailable =>
  refusal instanceof StoreUnavailable
    ? refusal
    : new StoreUnavailable(refusal instanceof Error ? refusal.message : String(refusal), { cause: refusal });
