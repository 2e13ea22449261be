import { StoreUnavailable } from './types/store.ts';

/** What is done inside a transaction; it may be done again after its changes were undone. `Context` is what the database hands to it. */
export type Write<Context, T> = (context: Context) => T | Promise<T>;

/** How a database does writes in one transaction. */
export interface Transactions<Context> {
  /**
   * Gives the values of all once they are on the disk; undefined, with nothing stored, when one of them has failed.
   * @throws when the database refuses; nothing is stored then
   */
  together(writes: readonly Write<Context, unknown>[]): Outcome<readonly unknown[] | undefined>;
  /** The same with a savepoint each, so that a failing one leaves its neighbours alone. */
  apart(writes: readonly Write<Context, unknown>[]): Outcome<readonly PromiseSettledResult<unknown>[]>;
  /** True for a refusal that may have ended a moment later, and of which nothing was stored. */
  isPassing(refusal: unknown): boolean;
}

type Outcome<T> = T | Promise<T>;

interface PendingWrite<Context> {
  write: Write<Context, unknown>;
  /** When, on the process's own clock, waiting for the database ends. */
  until: number;
  resolve: (value: unknown) => void;
  reject: (reason: unknown) => void;
}

/** How long a write waits for the lock of another process before it is refused. */
export const patienceMs = 5_000;
const retryMs = 20;
/** The most writes of one transaction, so that no one waits for an endless one. */
const mostTogether = 256;
/** How long the first write of a transaction waits for others while they keep coming. */
const gatherMs = 20;

/**
 * Writes that wait at the same moment share one transaction and one wait for the disk. When one of them fails, they are done again with
 * a savepoint each, so that its neighbours are stored all the same. A write counts as done only after the commit.
 */
export class GroupCommit<Context = void> {
  readonly #transactions: Transactions<Context>;
  #queue: PendingWrite<Context>[] = [];
  /** A flush is coming or under way. */
  #isScheduled = false;

  constructor(transactions: Transactions<Context>) {
    this.#transactions = transactions;
  }

  /** @throws {StoreUnavailable} when the database stays locked or away, or the disk refuses */
  run<T>(write: Write<Context, T>): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const until = performance.now() + patienceMs;
    this.#queue.push({ write, until, resolve: resolve as (value: unknown) => void, reject });
    this.#schedule();
    return promise;
  }

  /** Resolves when nothing waits or is under way. */
  async idle(): Promise<void> {
    while (this.#isScheduled) await new Promise((resolve) => setTimeout(resolve, retryMs));
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

  /** Gives what to tell the callers once their writes are on the disk. */
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

  /** What passes: the writes go back to the head of the queue, but for those that have waited long enough. Anything else is refused. */
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

/** A refusal of the database as the rest of the inbox knows it. */
export const unavailable = (refusal: unknown): StoreUnavailable =>
  refusal instanceof StoreUnavailable
    ? refusal
    : new StoreUnavailable(refusal instanceof Error ? refusal.message : String(refusal), { cause: refusal });
