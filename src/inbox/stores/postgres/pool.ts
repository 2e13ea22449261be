import { Pool, type ClientBase } from 'pg';
import { patienceMs } from '../group-commit.ts';

/** Milliseconds; nothing waits for ever on a database that does not answer. */
export interface Limits {
  /** For one statement, by the database; the process itself waits a little longer for a network that has gone silent. */
  statementMs: number;
  /** How long a transaction may stay open without a statement. */
  idleMs: number;
}

const usual: Limits = { statementMs: 10_000, idleMs: 10_000 };
/** For what reads or writes the whole database. */
export const long: Limits = { statementMs: 600_000, idleMs: 120_000 };

const connectMs = 5_000;
const graceMs = 5_000;
/** The oldest version that has all that is asked for here. */
const oldestVersion = 130_000;

/**
 * Connections to a database. Statements may be sent before those before them are answered (`pipeline`), and a connection on which one
 * is not answered in time is closed.
 * @param most how many connections it holds
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
    // The pool waits for it, whatever its types say.
    onConnect: (client): unknown => prepare(client, limits),
  });
  // A connection that fails while nobody uses it is replaced when one is needed.
  pool.on('error', () => undefined);
  return pool;
}

/** Makes a new connection's commits durable whatever the server's default, and sets its limits. */
async function prepare(client: ClientBase, { statementMs, idleMs }: Limits): Promise<void> {
  // One that fails in use tells so by the statement that fails.
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
