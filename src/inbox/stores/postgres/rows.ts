import type { Pool, PoolClient } from 'pg';
import { StoreNotEmpty, type Portion, type Row } from '../store.ts';
import { numberedTables, orders, rowsAtOnce, tableNames, textColumns } from '../sql/rows.ts';
import { writeLock } from './transactions.ts';

/** Yields all rows as of one moment. */
export async function* rows(pool: Pool): AsyncIterable<Portion> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    for (const table of tableNames) {
      const keys = orders[table].map((column) => (textColumns.includes(column) ? `${column} COLLATE "C"` : column));
      await client.query(`DECLARE portions NO SCROLL CURSOR FOR SELECT * FROM ${table} ORDER BY ${keys.join(', ')}`);
      for (;;) {
        const { rows } = await client.query<Row>(`FETCH ${String(rowsAtOnce)} FROM portions`);
        if (rows.length === 0) break;
        yield { table, rows };
      }
      await client.query('CLOSE portions');
    }
  } finally {
    // The reader may have stopped in the middle of a transaction.
    client.release(true);
  }
}

/** Writes all rows into an empty database, or replaces the existing rows, in one transaction. */
export async function fill(pool: Pool, portions: AsyncIterable<Portion>, replace: boolean): Promise<void> {
  const client = await pool.connect();
  let isWell = false;
  try {
    await client.query('BEGIN');
    await client.query(writeLock);
    if (replace) await client.query(`TRUNCATE ${tableNames.join(', ')}`);
    for (const table of tableNames) await mustBeEmpty(client, table);
    for await (const { table, rows } of portions) await insert(client, table, rows);
    // The next number must follow the last one used.
    for (const table of numberedTables)
      await client.query(
        `SELECT setval(pg_get_serial_sequence('${table}', 'seq'), coalesce(max(seq), 0) + 1, false) FROM ${table}`,
      );
    // Without statistics, the planner chooses slow plans.
    await client.query(`ANALYZE ${tableNames.join(', ')}`);
    await client.query('COMMIT');
    isWell = true;
  } finally {
    client.release(!isWell);
  }
}

async function mustBeEmpty(client: PoolClient, table: string): Promise<void> {
  const { rows } = await client.query(`SELECT 1 FROM ${table} LIMIT 1`);
  if (rows.length > 0) throw new StoreNotEmpty('There is something in it already.');
}

async function insert(client: PoolClient, table: string, rows: readonly Row[]): Promise<void> {
  const columns = Object.keys(rows[0] ?? {});
  const places = rows.map(
    (_, row) => `(${columns.map((_, column) => `$${String(row * columns.length + column + 1)}`).join(', ')})`,
  );
  const values = rows.flatMap((row) => columns.map((column) => row[column] ?? null));
  await client.query(`INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places.join(', ')}`, values);
}
