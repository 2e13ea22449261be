import { existsSync, mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { refuseToOpen, resultCode } from './failures.ts';
import { inUse, type DatabaseUse, type Use } from '../in-use.ts';

/**
 * Locks a database. The lock is an empty database beside it, locked by SQLite itself: RESERVED for the server, SHARED
 * for commands beside it, EXCLUSIVE for a command that replaces the database. The system frees the lock with the
 * process, even a killed one.
 */
export function useSqlite(path: string, use: Use): DatabaseUse {
  try {
    return lockFile(path, use);
  } catch (error) {
    refuseToOpen(path, error);
  }
}

function lockFile(path: string, use: Use): DatabaseUse {
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const real = existsSync(path) ? realpathSync(path) : join(realpathSync(dirname(path)), basename(path));
  const lock = new DatabaseSync(`${real}.lock`, { timeout: use === 'visit' ? visitorsWaitMs : 0 });
  try {
    if (use === 'serve') serve(lock, real);
    else if (use === 'replace') lock.exec('BEGIN EXCLUSIVE');
    else visit(lock);
  } catch (error) {
    const by = isBusy(error) ? holderOf(lock, real) : undefined;
    lock.close();
    throw by === undefined ? error : inUse(path, by, use);
  }
  return {
    end: () => {
      lock.close();
      return Promise.resolve();
    },
    isOnlyServer: use === 'serve',
  };
}

const holderFileOf = (path: string) => `${path}.server`;

/** Milliseconds; replacing a database takes less. */
const visitorsWaitMs = 5_000;

/** Takes the server's lock and names the process in a file that others can read. */
function serve(lock: DatabaseSync, path: string): void {
  lock.exec('BEGIN IMMEDIATE');
  const since = new Date().toISOString().slice(0, 16).replace('T', ' ');
  writeFileSync(holderFileOf(path), `process ${String(process.pid)} on ${hostname()} since ${since} UTC\n`);
}

function visit(lock: DatabaseSync): void {
  lock.exec('BEGIN');
  lock.prepare('SELECT count(*) FROM sqlite_schema').get();
}

/** Says in words which process holds the lock. */
function holderOf(lock: DatabaseSync, path: string): string {
  try {
    if (lock.isTransaction) lock.exec('ROLLBACK');
    visit(lock);
    lock.exec('ROLLBACK');
  } catch (error) {
    if (!isBusy(error)) throw error;
    return 'a command that replaces or moves it is at work';
  }
  try {
    lock.exec('BEGIN IMMEDIATE; ROLLBACK');
    return 'another command is at work on it';
  } catch (error) {
    if (!isBusy(error)) throw error;
    const holder = existsSync(holderFileOf(path)) ? readFileSync(holderFileOf(path), 'utf8').trim() : 'just started';
    return `a server runs on it, ${holder}`;
  }
}

const isBusy = (error: unknown) => [5, 6].includes(resultCode(error) ?? 0);
