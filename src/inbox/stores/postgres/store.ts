import { randomBytes } from 'node:crypto';
import { Kysely, PostgresDialect, sql } from 'kysely';
import { DEFAULT_MIGRATION_TABLE } from 'kysely/migration';
import type { Pool } from 'pg';
import { longestBody } from '#forms/submission.ts';
import type { Dialect } from '../../migrations/0001-begin.ts';
import { isCurrent, migrate, OtherProgram } from '../../migrations/migrate.ts';
import { StoreUnavailable, type Store } from '../store.ts';
import type { AuditLinker } from '../audit-link.ts';
import { guarded, guardedEach } from '../guard.ts';
import { GroupCommit, type Write } from '../group-commit.ts';
import { audit } from '../sql/audit.ts';
import { queries } from '../sql/queries.ts';
import { recorderOf, type Transact } from '../sql/recorder.ts';
import type { Tables } from '../sql/tables.ts';
import { openSqliteStore } from '../sqlite/store.ts';
import { accept, addDiffering } from './accept.ts';
import { refuse, refuseToOpen } from './failures.ts';
import { integrityProblems } from './integrity.ts';
import { limiterInPostgres, type Hide } from './limiter.ts';
import { connections, long, reading } from './pool.ts';
import { fill, rows } from './rows.ts';
import { PostgresTransactions, writeLock, type Statement, type Writing } from './transactions.ts';
import { writes } from '../sql/writes.ts';

/** How the migrations make tables in PostgreSQL. */
export const dialect: Dialect = {
  bytes: 'bytea',
  numbered: (column) => column.generatedByDefaultAsIdentity().primaryKey(),
  isShared: true,
};

const probe: Statement = {
  name: 'probe',
  text: 'INSERT INTO probe (id, filler) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET filler = excluded.filler',
};

/** Connections of one process for everything but the grouped writes, which have a connection of their own. */
const mostConnections = 8;

/**
 * Opens a database that other processes may use at the same time, and migrates its tables.
 * @param url `postgres://…`, with any option of the driver
 * @param hide makes the codes under which addresses are counted
 * @throws {StoreUnavailable} if it cannot be reached
 */
export async function openPostgresStore(url: string, link: AuditLinker, hide: Hide): Promise<Store> {
  await upgrade(url);
  return store(connections(url, mostConnections), url, link, hide);
}

/** Migrates the tables. Processes that start together wait for each other here. */
async function upgrade(url: string): Promise<void> {
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool: connections(url, 2, long) }) });
  try {
    if (await isForeign(db)) throw new OtherProgram();
    await migrate(db, dialect);
  } catch (error) {
    refuseToOpen(url, error);
  } finally {
    await db.destroy();
  }
}

/** True for a schema with tables, none of which is an inbox's. Tables of extensions do not count. */
async function isForeign(db: Kysely<never>): Promise<boolean> {
  const { rows: tables } = await sql<{ name: string }>`
    SELECT relname AS name FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = (SELECT oid FROM pg_namespace WHERE nspname = current_schema())
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = 'pg_class'::regclass AND objid = pg_class.oid AND deptype = 'e')`.execute(
    db,
  );
  return tables.length > 0 && !tables.some(({ name }) => name === DEFAULT_MIGRATION_TABLE);
}

function store(pool: Pool, url: string, link: AuditLinker, hide: Hide): Store {
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const writer = connections(url, 1);
  const commits = new GroupCommit(new PostgresTransactions(writer, link));
  const transact: Transact = (work) =>
    db.transaction().execute(async (transaction) => {
      await sql.raw(writeLock).execute(transaction);
      return work(transaction, recorderOf(transaction, link));
    });
  let isOpen = true;
  const write = <T>(work: Write<Writing, T>): Promise<T> =>
    isOpen ? commits.run(work) : Promise.reject(new StoreUnavailable('The inbox is shutting down.'));

  return {
    ...guarded(db, queries(dialect), refuse),
    ...guarded(transact, writes(dialect), refuse),
    limiter: (name, limits) => limiterInPostgres(pool, name, limits, hide),
    accept: (submission) => write((writing) => accept(submission, writing)),
    addDiffering: (...differing) => write((writing) => addDiffering(...differing, writing)),
    record: (entry) => write(({ record }) => record(entry)),
    audit: () => guardedEach(audit(db), refuse),

    async clearFiles() {
      // Frees the space of deleted rows at once; if this fails, PostgreSQL does it later by itself.
      await sql`VACUUM submission, enclosure, outbox`.execute(db).catch(() => undefined);
      return true;
    },

    rows: () => guardedEach(apart(url, rows), refuse),
    fill: (portions, replace = false) => withPool(url, (pool) => fill(pool, portions, replace)).catch(refuse),
    async backup(path, signal) {
      const copy = await openSqliteStore(path, link);
      try {
        await copy.fill(until(signal, guardedEach(apart(url, rows), refuse)));
      } finally {
        await copy.close();
      }
    },
    integrity: () => integrityProblems(db).catch(refuse),
    async isReady() {
      if (!isOpen || !(await isCurrent(db as unknown as Kysely<never>, dialect))) return false;
      await write(({ ask }) => ask(probe, [randomBytes(longestBody)]));
      return true;
    },
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await commits.idle();
      await writer.end();
      await db.destroy();
    },
  };
}

/** Runs long work on a connection that is closed afterwards. */
async function withPool<T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = connections(url, 1, long);
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

async function* apart<T>(url: string, read: (pool: Pool) => AsyncIterable<T>): AsyncIterable<T> {
  const pool = connections(url, 1, reading);
  try {
    yield* read(pool);
  } finally {
    await pool.end();
  }
}

/** The same items, until the signal says to stop. */
async function* until<T>(signal: AbortSignal | undefined, items: AsyncIterable<T>): AsyncIterable<T> {
  for await (const item of items) {
    signal?.throwIfAborted();
    yield item;
  }
}
