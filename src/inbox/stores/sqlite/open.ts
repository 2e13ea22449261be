import { chmodSync, closeSync, existsSync, mkdirSync, openSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { DEFAULT_MIGRATION_TABLE } from 'kysely/migration';
import { OtherProgram } from '../../migrations/migrate.ts';
import { refuseToOpen } from './failures.ts';

const pragmas = `
  PRAGMA journal_mode = WAL;
  PRAGMA synchronous = FULL;
  PRAGMA secure_delete = ON;
  PRAGMA trusted_schema = OFF;
  -- Pages, 16 MB of log: the same page, written by many commits, is brought into the database once.
  PRAGMA wal_autocheckpoint = 4000;
`;

/**
 * Opens a connection whose commits are on the disk before they return: write-ahead log, synchronous FULL. Checks both,
 * because SQLite silently stays in its mode when it cannot change it.
 * @param busyMs milliseconds that a statement waits for another process's lock; it blocks the whole process
 * @param isThrowAway if true, commits do not wait for the disk
 */
export function openSqlite(path: string, busyMs: number, isThrowAway = false): DatabaseSync {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  // SQLite gives its log and index files the permissions of the database.
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  else if (!statSync(path).isFile()) throw Object.assign(new Error('not a file'), { code: 'EISDIR' });
  const db = new DatabaseSync(path, { timeout: busyMs, allowExtension: false });
  try {
    // A file that is not a database, or is another program's, keeps its permissions.
    if (isForeign(db)) throw new OtherProgram();
    chmodSync(path, 0o600);
    db.exec(pragmas);
    if (isThrowAway) db.exec('PRAGMA synchronous = OFF');
  } catch (error) {
    db.close();
    throw error;
  }
  const journal = db.prepare('PRAGMA journal_mode').get()?.['journal_mode'];
  const synchronous = db.prepare('PRAGMA synchronous').get()?.['synchronous'];
  if (journal === 'wal' && synchronous === (isThrowAway ? 0 : 2)) return db;
  db.close();
  throw new Error(
    `The database ${path} cannot be written durably (journal_mode ${String(journal)}, synchronous ${String(synchronous)}). ` +
      'Keep it on a local disk, not on a network folder.',
  );
}

/** True for a database with tables, none of which is an inbox's. Reads the file. */
const isForeign = (db: DatabaseSync): boolean => {
  const names = tablesOf(db);
  return names.length > 0 && !names.includes(DEFAULT_MIGRATION_TABLE);
};

const tablesOf = (db: DatabaseSync): unknown[] =>
  db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
    .all()
    .map(({ name }) => name);

/**
 * True for a file that SQLite takes for a new database: an empty one, or a copy of a running inbox's without its log.
 * @throws {CannotOpen} if it is no database
 */
export function isBlank(path: string): boolean {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    return tablesOf(db).length === 0;
  } catch (error) {
    return refuseToOpen(path, error);
  } finally {
    db.close();
  }
}
