import { once } from 'node:events';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { Kysely, PostgresDialect } from 'kysely';
import { describe, expect, inject, it, onTestFinished, vi } from 'vitest';
import { migrateTo, migrationNames } from '#inbox/migrations/migrate.ts';
import { connections } from '#inbox/stores/postgres/pool.ts';
import { dialect, openPostgresStore } from '#inbox/stores/postgres/store.ts';
import { dropDatabase, newDatabase, withClient } from '../../support/postgres.ts';
import { isWholeMatrix } from '../../support/whole-matrix.ts';
import { temporaryFolder } from '../support/inbox.ts';
import { workingFolder } from '../../support/inbox-process.ts';
import { packInbox } from '#src/commands/pack-inbox.ts';
import { expectUpgraded, expectWhole, fillAsFirstVersion } from '../support/old-database.ts';
import { testHide, testLink } from '../support/test-link.ts';

const names = migrationNames(dialect);
const [oldest] = names as [string];
/** From the oldest, every migration runs on a filled database. On SQLite, a test upgrades from each version in each run. */
const upgraded = isWholeMatrix ? names : [oldest, names.at(-1)!];
/** To PostgreSQL a killed server is an ended connection, which the test before tries in every migration: two stand for all here. */
const killedIn = isWholeMatrix ? names.slice(1) : [names[1]!, names.at(-1)!];

/** Creates a database of the version whose last migration is `name`. */
async function databaseOf(name: string): Promise<{ url: string; submissionId: string }> {
  const { server } = inject('postgres')!;
  const url = await newDatabase(server);
  onTestFinished(() => dropDatabase(server, url));
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool: connections(url, 2) }) });
  await migrateTo(db, dialect, name);
  const submissionId = await fillAsFirstVersion(db);
  await db.destroy();
  return { url, submissionId };
}

async function open(url: string) {
  const store = await openPostgresStore(url, testLink, testHide);
  onTestFinished(() => store.close());
  return store;
}

/** Migrates in one process, whose connection the server ends after so many statements. Returns how many there were. */
async function migrateUntil(url: string, statements: number): Promise<number> {
  let count = 0;
  const cut = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  const log = async () => {
    count += 1;
    if (count === statements) await withClient(url, (client) => client.query(cut));
  };
  const db = new Kysely<never>({ dialect: new PostgresDialect({ pool: connections(url, 2) }), log });
  await migrateTo(db, dialect, names.at(-1)!).catch(() => undefined);
  await db.destroy();
  return count;
}

describe('an upgrade on PostgreSQL', () => {
  it.each(upgraded)('leaves everything in a database of %s, and everything new works', async (name) => {
    const { url, submissionId } = await databaseOf(name);
    await expectUpgraded(await open(url), submissionId, name);
  });

  it('is whole after its connection was ended in every part of it, from the oldest version', async () => {
    const all = await migrateUntil((await databaseOf(oldest)).url, Infinity);
    expect(all).toBeGreaterThan(3 * names.length);
    // Every sixth of them falls into each step. On SQLite, a test looks at these in each run.
    for (let statements = 1; statements <= all; statements += isWholeMatrix ? 6 : 30) {
      const { url, submissionId } = await databaseOf(oldest);
      await migrateUntil(url, statements);
      await expectWhole(await open(url), submissionId, `after statement ${String(statements)}`);
    }
  }, 120_000);

  it.each(killedIn)('is whole after the server was killed in %s', async (name) => {
    const before = names[names.indexOf(name) - 1]!;
    const { url, submissionId } = await databaseOf(before);
    const folder = temporaryFolder();
    const entry = await packInbox();
    const server = () =>
      spawn(process.execPath, [entry], {
        cwd: workingFolder(folder),
        env: { PATH: process.env['PATH'], PORT: '0', INBOX_DATABASE: url, INBOX_KEY_FILE: join(folder, 'key') },
        stdio: 'ignore',
      });
    // Holds the server up between the migration's work and its commit.
    await withClient(url, async (client) => {
      await client.query('BEGIN; LOCK TABLE kysely_migration IN SHARE MODE');
      const child = server();
      const waiting = "SELECT 1 FROM pg_locks WHERE NOT granted AND relation = 'kysely_migration'::regclass";
      await vi.waitFor(async () => expect((await client.query(waiting)).rowCount).toBeGreaterThan(0), {
        timeout: 30_000,
        interval: 20,
      });
      const exit = once(child, 'exit');
      child.kill('SIGKILL');
      await exit;
      await client.query('ROLLBACK');
    });
    await expectUpgraded(await open(url), submissionId, before);
  });
});
