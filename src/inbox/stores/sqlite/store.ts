import { writeFileSync } from 'node:fs';
import { backup, DatabaseSync } from 'node:sqlite';
import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { Kysely } from 'kysely';
import { longestBody } from '#forms/submission.ts';
import type { Dialect } from '../../migrations/0001-begin.ts';
import { isCurrent, migrate } from '../../migrations/migrate.ts';
import type { Store } from '../store.ts';
import { StoreUnavailable } from '../store.ts';
import { limiterInMemory } from '../../rate-limit.ts';
import type { AuditLinker } from '../audit-link.ts';
import { audit } from '../sql/audit.ts';
import { queries } from '../sql/queries.ts';
import { recorderOf, type Transact } from '../sql/recorder.ts';
import type { Db, Tables } from '../sql/tables.ts';
import { Acceptor } from './accept.ts';
import { auditWriter } from './audit.ts';
import { NodeSqliteDialect } from './dialect.ts';
import { isPassing, refuse, refuseToOpen } from './failures.ts';
import { guarded, guardedEach } from '../guard.ts';
import { GroupCommit, patienceMs, retryMs } from '../group-commit.ts';
import { openSqlite } from './open.ts';
import { fill, rows } from './rows.ts';
import { SqliteTransactions } from './transactions.ts';
import { writes } from '../sql/writes.ts';

const dialect: Dialect = {
  bytes: 'blob',
  numbered: (column) => column.primaryKey().notNull(),
  isShared: false,
};

/** Milliseconds that a statement waits for another process, such as a command or a checkpoint. The server stands still for so long. */
const busyMs = 50;

/** Pages of a backup that are copied before other work gets its turn. */
const pagesAtOnce = 500;

/**
 * Opens the store of one file, creates the file if needed, and migrates its tables. Grouped writes have a connection of
 * their own, so that other work never joins their transaction.
 * @throws {StoreUnavailable} if the file is no database of this version or an earlier one, or cannot be written
 */
export async function openSqliteStore(path: string, link: AuditLinker, isThrowAway = false): Promise<Store> {
  try {
    const reader = openSqlite(path, busyMs, isThrowAway);
    const db = new Kysely<Tables>({ dialect: new NodeSqliteDialect(reader) });
    await migrate(db as unknown as Kysely<never>, dialect);
    const writer = openSqlite(path, 0, isThrowAway);
    return store(path, db, reader, writer, link);
  } catch (error) {
    refuseToOpen(path, error);
  }
}

function store(path: string, db: Db, reader: DatabaseSync, writer: DatabaseSync, link: AuditLinker): Store {
  let isOpen = true;
  const commits = new GroupCommit(new SqliteTransactions(writer));
  const record = auditWriter(writer, link);
  const acceptor = new Acceptor(writer, record);
  const transact: Transact = (work) =>
    patiently(
      () => isOpen,
      () => db.transaction().execute((transaction) => work(transaction, recorderOf(transaction, link))),
    );
  const probe = writer.prepare('INSERT OR REPLACE INTO probe (id, filler) VALUES (1, randomblob(?))');
  const write = <T>(work: () => T): Promise<T> =>
    isOpen ? commits.run(work) : Promise.reject(new StoreUnavailable('The inbox is shutting down.'));

  return {
    ...guarded(db, queries(dialect), refuse),
    ...guarded(transact, writes(dialect), refuse),
    limiter: (_name, limits) => limiterInMemory(limits),
    accept: (submission) => write(() => acceptor.accept(submission)),
    addDiffering: (...differing) => write(() => acceptor.addDiffering(...differing)),
    record: (entry) => write(() => record(entry)),
    audit: () => guardedEach(audit(db), refuse),

    clearFiles: () =>
      Promise.resolve()
        // SQLite overwrites deleted data in the file, but the log holds it until the log is emptied.
        .then(() => reader.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number })
        .then(({ busy }) => busy === 0, refuse),

    rows: () => Readable.from(rows(path)),
    async fill(portions, replace = false) {
      const filler = openSqlite(path, busyMs);
      try {
        await fill(filler, portions, replace);
      } finally {
        filler.close();
      }
    },
    async isReady() {
      if (!isOpen || !(await isCurrent(db as unknown as Kysely<never>, dialect))) return false;
      await write(() => probe.run(longestBody));
      return true;
    },
    async backup(to, signal) {
      // Sets the permissions first, because SQLite would create a file that everyone on the machine can read.
      writeFileSync(to, '', { mode: 0o600, flag: 'wx' });
      const snapshot = new DatabaseSync(path, { readOnly: true, timeout: busyMs });
      try {
        // SQLite restarts a backup after every write of another connection, but not inside a transaction, which sees
        // one moment.
        snapshot.exec('BEGIN');
        snapshot.prepare('SELECT count(*) FROM sqlite_schema').get();
        await backup(snapshot, to, { rate: pagesAtOnce, progress: () => signal?.throwIfAborted() });
      } finally {
        snapshot.close();
      }
    },
    integrity: () => Promise.resolve(integrityProblems(reader)),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await commits.idle();
      writer.close();
      await db.destroy();
    },
  };
}

/**
 * Tries a transaction again while another process has the lock, and lets other work go on in between. A transaction is
 * locked out only at its beginning, before any of its work.
 */
async function patiently<T>(isOpen: () => boolean, transaction: () => Promise<T>): Promise<T> {
  const until = performance.now() + patienceMs;
  for (;;) {
    try {
      return await transaction();
    } catch (error) {
      if (!isPassing(error) || !isOpen() || performance.now() > until) throw error;
    }
    await setTimeout(retryMs);
  }
}

const integrityProblems = (db: DatabaseSync): string[] =>
  db
    .prepare('PRAGMA integrity_check')
    .all()
    .map((row) => String(row['integrity_check']))
    .filter((line) => line !== 'ok');
