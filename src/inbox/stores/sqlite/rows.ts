import { DatabaseSync } from 'node:sqlite';
import { StoreNotEmpty, type Portion, type Row } from '../store.ts';
import { orders, rowsAtOnce, tableNames } from '../sql/rows.ts';

/** Yields all rows as of one moment, on a connection of its own. */
export function* rows(path: string): Iterable<Portion> {
  const db = new DatabaseSync(path, { readOnly: true });
  try {
    db.exec('BEGIN');
    for (const table of tableNames) {
      const keys = orders[table].join(', ');
      let portion: Row[] = [];
      for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY ${keys}`).iterate()) {
        portion.push(row as Row);
        if (portion.length < rowsAtOnce) continue;
        yield { table, rows: portion };
        portion = [];
      }
      if (portion.length > 0) yield { table, rows: portion };
    }
  } finally {
    db.close();
  }
}

/**
 * Writes all rows into an empty database, or replaces the existing rows, in one transaction on a connection that nobody
 * else uses.
 */
export async function fill(db: DatabaseSync, portions: AsyncIterable<Portion>, replace: boolean): Promise<void> {
  db.exec('BEGIN IMMEDIATE');
  try {
    for (const table of replace ? tableNames : []) db.exec(`DELETE FROM ${table}`);
    for (const table of tableNames)
      if (db.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get())
        throw new StoreNotEmpty('There is something in it already.');
    for await (const { table, rows } of portions) {
      const columns = Object.keys(rows[0] ?? {});
      const places = columns.map(() => '?').join(', ');
      const insert = db.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`);
      for (const row of rows) insert.run(...columns.map((column) => row[column] ?? null));
    }
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
