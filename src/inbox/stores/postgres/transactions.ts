import type { Pool, PoolClient, QueryResult } from 'pg';
import { StoreUnavailable, type AuditEntry } from '../store.ts';
import { auditText, firstLink, type AuditLinker } from '../audit-link.ts';
import type { Transactions, Write } from '../group-commit.ts';
import { isConsequence, isOfDatabase, isPassing } from './failures.ts';

/** A statement that each connection prepares once under its name. */
export interface Statement {
  name: string;
  text: string;
}

/**
 * What a write gets. A write asks all its questions at once, so that the statements of the next write can follow
 * directly.
 */
export interface Writing {
  ask: <Row extends object>(statement: Statement, values: readonly unknown[]) => Promise<Row[]>;
  /** Appends to the audit at the end of the transaction, in the order of the writes. */
  record: (entry: AuditEntry) => void;
}

type PostgresWrite = Write<Writing, unknown>;

interface Tail {
  seq: number;
  link: Uint8Array;
}

/**
 * One writer at a time in all processes, as in SQLite: what a write reads stays true until the commit, and the audit
 * has one end.
 */
export const writeLock = `SELECT pg_advisory_xact_lock('audit'::regclass::oid::bigint)`;

const tailOf: Statement = {
  name: 'audit tail',
  text: 'SELECT seq, link FROM audit ORDER BY seq DESC LIMIT 1',
};

const append: Statement = {
  name: 'audit append',
  text: `INSERT INTO audit (seq, at, actor, action, subject, detail, link)
    SELECT * FROM unnest($1::int[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::bytea[])`,
};

/**
 * Transactions of one connection. The statements of all writes are sent together, so a commit waits for the network
 * twice.
 */
export class PostgresTransactions implements Transactions<Writing> {
  readonly #pool: Pool;
  readonly #link: AuditLinker;

  /** @param pool of a single connection that nothing else uses */
  constructor(pool: Pool, link: AuditLinker) {
    this.#pool = pool;
    this.#link = link;
  }

  together(writes: readonly PostgresWrite[]): Promise<readonly unknown[] | undefined> {
    return this.#connected(async (client) => {
      const entries = writes.map((): AuditEntry[] => []);
      const begun = begin(client);
      const done = writes.map((write, index) => attempt(write, client, entries[index]!));
      const failures = await failuresOf([begun, ...done]);
      const refusal = failures.find(isOfDatabase);
      if (refusal !== undefined) throw refusal as Error;
      if (failures.length > 0) {
        await client.query('ROLLBACK');
        return undefined;
      }
      await this.#commit(client, await begun, entries.flat());
      return Promise.all(done);
    });
  }

  apart(writes: readonly PostgresWrite[]): Promise<readonly PromiseSettledResult<unknown>[]> {
    return this.#connected(async (client) => {
      const tail = await begin(client);
      const outcomes: PromiseSettledResult<unknown>[] = [];
      const entries: AuditEntry[] = [];
      for (const write of writes) {
        const own: AuditEntry[] = [];
        const saved = client.query('SAVEPOINT one');
        const done = attempt(write, client, own);
        const [failure] = await failuresOf([saved, done]);
        if (isOfDatabase(failure)) throw failure as Error;
        if (failure === undefined) entries.push(...own);
        else await client.query('ROLLBACK TO one');
        await client.query('RELEASE one');
        outcomes.push(...(await Promise.allSettled([done])));
      }
      await this.#commit(client, tail, entries);
      return outcomes;
    });
  }

  isPassing(refusal: unknown): boolean {
    return isPassing(refusal);
  }

  /** Runs work on a connection. If anything fails, the connection is closed, which rolls its transaction back. */
  async #connected<T>(work: (client: PoolClient) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    let isWell = false;
    try {
      const result = await work(client);
      isWell = true;
      return result;
    } finally {
      client.release(!isWell);
    }
  }

  async #commit(client: PoolClient, tail: Tail, entries: readonly AuditEntry[]): Promise<void> {
    if (entries.length > 0) await client.query({ ...append, values: this.#bound(tail, entries) });
    let result: QueryResult;
    try {
      result = await client.query('COMMIT');
    } catch (error) {
      // A retry here could store it twice. The sender retries with the same id, which stores it once.
      throw new StoreUnavailable('The database failed while it stored; what was sent may be stored or not.', {
        cause: error,
      });
    }
    if (result.command !== 'COMMIT') throw new StoreUnavailable('The database took the transaction back.');
  }

  /** Returns the entries as columns, each bound to the one before it. */
  #bound({ seq, link }: Tail, entries: readonly AuditEntry[]): unknown[][] {
    const seqs = entries.map((_, index) => seq + 1 + index);
    const links: Uint8Array[] = [];
    for (const [index, entry] of entries.entries())
      links.push(this.#link(links.at(-1) ?? link, auditText(seqs[index]!, entry)));
    const texts = (['at', 'actor', 'action', 'subject', 'detail'] as const).map((name) =>
      entries.map((entry) => entry[name]),
    );
    return [seqs, ...texts, links];
  }
}

async function begin(client: PoolClient): Promise<Tail> {
  const [, , { rows }] = await Promise.all([
    client.query('BEGIN'),
    client.query(writeLock),
    client.query<Tail>({ ...tailOf, values: [] }),
  ]);
  return rows[0] ?? { seq: 0, link: firstLink };
}

async function attempt(write: PostgresWrite, client: PoolClient, entries: AuditEntry[]): Promise<unknown> {
  return await write({
    ask: async <Row extends object>(statement: Statement, values: readonly unknown[]) =>
      (await client.query<Row>({ ...statement, values: [...values] })).rows,
    record: (entry) => void entries.push(entry),
  });
}

/** Waits for all promises and returns their failures, without those that only follow from another failure. */
async function failuresOf(work: readonly Promise<unknown>[]): Promise<unknown[]> {
  const outcomes = await Promise.allSettled(work);
  const reasons = outcomes.flatMap((outcome) => (outcome.status === 'rejected' ? [outcome.reason as unknown] : []));
  const causes = reasons.filter((reason) => !isConsequence(reason));
  return causes.length > 0 ? causes : reasons;
}
