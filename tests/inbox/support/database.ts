import { readFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { inject, onTestFinished } from 'vitest';
import { parseDatabase } from '#inbox/config.ts';
import type { Store } from '#inbox/stores/store.ts';
import { tableNames } from '#inbox/stores/sql/rows.ts';
import { newDatabase, withClient } from '../../support/postgres.ts';

const all = [...tableNames, 'chore', 'clock', 'erasure', 'mail_outage', 'probe', 'throttle'];

/** Databases of tests that have ended; emptying one is faster than creating one. */
const free: string[] = [];

/** Returns the address of an empty PostgreSQL database for this test alone; undefined if the tests run on SQLite. */
export async function postgresForTest(): Promise<string | undefined> {
  const postgres = inject('postgres');
  if (!postgres) return undefined;
  const url = free.pop() ?? (await newDatabase(postgres.server, postgres.template));
  onTestFinished(async () => {
    await withClient(url, (client) => client.query(all.map((table) => `DELETE FROM ${table}`).join(';')));
    free.push(url);
  });
  return url;
}

/**
 * Changes or reads a database behind the inbox's back.
 * @param database value of `INBOX_DATABASE`
 * @param statement with `?` for each value
 * @returns the rows of a statement that reads
 */
export async function meddle(
  database: string,
  statement: string,
  values: (string | Uint8Array)[] = [],
): Promise<Record<string, unknown>[]> {
  const parsed = parseDatabase(database)!;
  if (parsed.kind === 'sqlite') {
    const db = new DatabaseSync(parsed.path);
    const rows = db.prepare(statement).all(...values);
    db.close();
    return rows;
  }
  let count = 0;
  const numbered = statement.replace(/\?/g, () => `$${(count += 1)}`);
  return (await withClient(parsed.url, (client) => client.query<Record<string, unknown>>(numbered, values))).rows;
}

/** Returns all that a database holds: with SQLite the bytes of its file and log, with PostgreSQL those of its rows. */
export async function storedBytes({ store, database }: { store: Store; database: string }): Promise<Buffer> {
  const parsed = parseDatabase(database)!;
  if (parsed.kind === 'sqlite') return Buffer.concat(['', '-wal'].map((suffix) => readFileSync(parsed.path + suffix)));
  const values: Buffer[] = [];
  for await (const { rows } of store.rows())
    for (const row of rows)
      for (const value of Object.values(row))
        values.push(value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(`${value}\n`));
  return Buffer.concat(values);
}
