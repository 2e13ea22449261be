import { inject, onTestFinished } from 'vitest';
import { tableNames } from '#inbox/stores/sql/rows.ts';
import { newDatabase, withClient } from '../../support/postgres.ts';

const all = [...tableNames, 'chore', 'clock', 'erasure', 'mail_outage', 'probe', 'throttle'];

/** Made for a test that is over: making one takes longer than emptying one. */
const free: string[] = [];

/** The address of a database on PostgreSQL in which nothing is, the test's own; undefined where the tests are those of SQLite. */
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
