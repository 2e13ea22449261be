import { inject, onTestFinished } from 'vitest';
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
