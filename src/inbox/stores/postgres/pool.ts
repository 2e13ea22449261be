import { Pool, type ClientBase } from 'pg';
import { patienceMs } from '../group-commit.ts';

/** Limits in milliseconds, so that no one waits for ever for a database that does not answer. */
export interface Limits {
  /** Longest time of one statement. The client waits a little longer, in case the network is silent. */
  statementMs: number;
  /** Longest time that a transaction may stay open between statements. */
  idleMs: number;
}

const usual: Limits = { statementMs: 10_000, idleMs: 10_000 };
/** Limits for work that reads the whole database, a portion at a time. */
export const reading: Limits = { statementMs: 60_000, idleMs: 120_000 };
/** Limits for work that writes the whole database, or changes its tables. */
export const long: Limits = { statementMs: 600_000, idleMs: 120_000 };

const connectMs = 5_000;
const graceMs = 5_000;
/** The oldest version that has every feature used here. */
const oldestVersion = 130_000;

/**
 * Returns connections to a database. They send statements without waiting for earlier answers (`pipeline`); a
 * connection that does not answer in time is closed.
 * @param most how many connections the pool may open
 */
export function connections(url: string, most: number, limits: Limits = usual): Pool {
  const pool = new Pool({
    connectionString: url,
    max: most,
    pipeline: true,
    keepAlive: true,
    application_name: 'mentoring inbox',
    connectionTimeoutMillis: connectMs,
    query_timeout: limits.statementMs + graceMs,
    // The pool awaits this promise, although its types do not say so.
    onConnect: (client): unknown => prepare(client, limits),
  });
  // The pool replaces an idle connection that fails.
  pool.on('error', () => undefined);
  return pool;
}

/** Makes the commits of a new connection durable, whatever the server's default, and sets its limits. */
async function prepare(client: ClientBase, { statementMs, idleMs }: Limits): Promise<void> {
  // The statement that is running reports the failure.
  client.on('error', () => undefined);
  const { rows } = await client.query<{ version: number; durable: string }>(
    `SELECT current_setting('server_version_num')::int AS version,
      set_config('synchronous_commit', CASE current_setting('synchronous_commit') WHEN 'off' THEN 'on'
        ELSE current_setting('synchronous_commit') END, false) AS durable,
      set_config('statement_timeout', $1, false), set_config('lock_timeout', $2, false),
      set_config('idle_in_transaction_session_timeout', $3, false)`,
    [statementMs, Math.min(patienceMs, statementMs), idleMs].map(String),
  );
  const { version, durable } = rows[0]!;
  if (version < oldestVersion)
    throw new Error(`The database is PostgreSQL ${String(Math.floor(version / 10_000))}; 13 or later is needed.`);
  if (durable === 'off') throw new Error('The database cannot be written durably (synchronous_commit is off).');
}
