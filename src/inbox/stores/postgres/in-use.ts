import { hostname } from 'node:os';
import type { PoolClient } from 'pg';
import { inUse, type DatabaseUse, type Use } from '../in-use.ts';
import { refuseToOpen } from './failures.ts';
import { describeUrl } from './describe-url.ts';
import { connections } from './pool.ts';

/** The advisory lock "mentoring inbox in use". */
const key = '1835364978, 1';
/** Milliseconds before a lost lock is taken again. */
const againMs = 2_000;

/**
 * Holds an advisory lock while the process lives: shared by servers and commands, exclusive for a command that replaces
 * all data. If the connection breaks, it takes the lock again once the database is back.
 */
export async function usePostgres(url: string, use: Use): Promise<DatabaseUse> {
  const pool = connections(url, 1);
  let isOver = false;
  let timer: NodeJS.Timeout | undefined;

  async function take(): Promise<PoolClient> {
    const client = await pool.connect();
    try {
      await client.query("SELECT set_config('application_name', $1, false)", [`mentoring inbox: ${nameOf(use)}`]);
      const { rows } = await client.query<{ taken: boolean }>(
        `SELECT pg_try_advisory_lock${use === 'replace' ? '' : '_shared'}(${key}) AS taken`,
      );
      if (rows[0]?.taken !== true) throw inUse(describeUrl(url), describe(await holders(client)), use);
      client.once('error', lost);
      client.once('end', lost);
      return client;
    } catch (error) {
      client.release(true);
      throw error;
    }
  }

  function lost(): void {
    if (isOver || timer) return;
    lockClient?.release(true);
    lockClient = undefined;
    timer = setTimeout(() => {
      timer = undefined;
      void take().then((client) => (lockClient = client), lost);
    }, againMs);
    timer.unref();
  }

  let lockClient: PoolClient | undefined;
  let isOnlyServer = false;
  try {
    lockClient = await take();
    isOnlyServer = use === 'serve' && !(await holders(lockClient)).some(isServer);
  } catch (error) {
    await pool.end();
    refuseToOpen(url, error);
  }
  const end = async () => {
    isOver = true;
    clearTimeout(timer);
    // PostgreSQL lets go of the lock some time after a connection was closed. The next command may begin at once.
    // A connection that has broken holds no lock any more.
    await lockClient?.query('SELECT pg_advisory_unlock_all()').catch(() => undefined);
    lockClient?.release(true);
    await pool.end();
  };
  return { end, isOnlyServer };
}

const nameOf = (use: Use) =>
  `${use === 'serve' ? 'server' : 'command'}, process ${String(process.pid)} on ${hostname()}`.slice(0, 45);

const isServer = (name: string) => name.startsWith('server');

const describe = (names: readonly string[]) =>
  names.length > 0 ? names.join('; ') : 'another process is at work on it';

/** Returns the names of the other processes that hold the lock. */
async function holders(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT DISTINCT application_name AS name FROM pg_locks JOIN pg_stat_activity USING (pid)
      WHERE pid <> pg_backend_pid() AND locktype = 'advisory' AND (classid, objid) = (${key}) AND granted
        AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
  );
  return rows.map(({ name }) => name.replace(/^mentoring inbox: /, '')).filter((name) => name !== '');
}
