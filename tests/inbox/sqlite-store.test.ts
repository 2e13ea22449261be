import { randomUUID } from 'node:crypto';
import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync, StatementSync } from 'node:sqlite';
import { Kysely, sql, type CompiledQuery } from 'kysely';
import { expect, it, onTestFinished, vi, type MockInstance } from 'vitest';
import { StoreUnavailable } from '#inbox/stores/store.ts';
import { lookups } from '#inbox/stores/sqlite/accept.ts';
import { GroupCommit } from '#inbox/stores/group-commit.ts';
import { matches } from '#inbox/stores/sql/matches.ts';
import type { Tables } from '#inbox/stores/sql/tables.ts';
import { NodeSqliteDialect } from '#inbox/stores/sqlite/dialect.ts';
import { openSqliteStore } from '#inbox/stores/sqlite/store.ts';
import { openSqlite } from '#inbox/stores/sqlite/open.ts';
import { SqliteTransactions } from '#inbox/stores/sqlite/transactions.ts';
import { answersOf } from './support/answers.ts';
import { json, kim, openTestInbox, temporaryFolder } from './support/inbox.ts';
import { describeStore } from './support/store-contract.ts';
import { testLink } from './support/test-link.ts';

describeStore('SQLite', async () => {
  const store = await openSqliteStore(join(temporaryFolder(), 'inbox.sqlite'), testLink);
  onTestFinished(() => store.close());
  return store;
});

it('writes through a log that is flushed to the disk with every commit', () => {
  const db = openSqlite(join(temporaryFolder(), 'inbox.sqlite'), 0);
  expect(db.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
  expect(db.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
  db.close();
});

it('prepares a statement once, and reads the columns that a migration adds', async () => {
  const file = new DatabaseSync(':memory:');
  const prepare = vi.spyOn(file, 'prepare');
  const db = new Kysely<never>({ dialect: new NodeSqliteDialect(file) });
  onTestFinished(() => db.destroy());
  await sql`CREATE TABLE one (a)`.execute(db);
  await sql`INSERT INTO one VALUES (1)`.execute(db);
  const read = () => sql`SELECT * FROM one`.execute(db);
  expect((await read()).rows).toEqual([{ a: 1 }]);
  await sql`ALTER TABLE one ADD COLUMN b DEFAULT 2`.execute(db);
  expect((await read()).rows).toEqual([{ a: 1, b: 2 }]);
  expect(prepare.mock.calls.filter(([text]) => text.startsWith('SELECT'))).toHaveLength(1);
});

it.each([
  ['named', 'submission_id=? AND form=?'],
  ['repeated', 'repeat_code=? AND form=?'],
  ['firstOfRound', 'email_code=? AND form=?'],
  ['firstOpen', 'email_code=? AND form=?'],
] as const)('finds what is %s by an index on all conditions', async (lookup, searched) => {
  const { databasePath } = await openTestInbox();
  const db = new DatabaseSync(databasePath);
  const plan = db.prepare(`EXPLAIN QUERY PLAN ${lookups[lookup]}`).all();
  db.close();
  expect(plan.map(({ detail }) => String(detail)).join()).toContain(`(${searched})`);
});

it.each(['mentee', 'mentor'] as const)('finds the matches of one %s by an index on all conditions', async (form) => {
  const { databasePath } = await openTestInbox();
  const database = new DatabaseSync(databasePath);
  const asked: CompiledQuery[] = [];
  const dialect = new NodeSqliteDialect(database);
  const db = new Kysely<Tables>({ dialect, log: ({ query }) => void asked.push(query) });
  await matches(db, { form, submissionId: randomUUID() });
  const plan = database.prepare(`EXPLAIN QUERY PLAN ${asked[0]!.sql}`).all(...(asked[0]!.parameters as string[]));
  await db.destroy();
  expect(plan.map(({ detail }) => String(detail)).join()).toContain('(submission_id=? AND form=?)');
});

it('refuses a database that it cannot write durably', () => {
  onTestFinished(() => rmSync(':memory:', { force: true }));
  expect(() => openSqlite(':memory:', 0)).toThrow('cannot be written durably');
});

it('reports why a transaction failed that SQLite rolled back by itself, as it does when the disk is full', async () => {
  const database = new DatabaseSync(join(temporaryFolder(), 'test.sqlite'));
  database.exec('CREATE TABLE one (id INTEGER PRIMARY KEY); INSERT INTO one VALUES (1)');
  const db = new Kysely({ dialect: new NodeSqliteDialect(database) });
  onTestFinished(() => db.destroy());
  const failing = db
    .transaction()
    .execute((transaction) => sql`INSERT OR ROLLBACK INTO one VALUES (1)`.execute(transaction));
  await expect(failing).rejects.toThrow('UNIQUE constraint failed');
  await db.transaction().execute((transaction) => sql`INSERT INTO one VALUES (2)`.execute(transaction));
});

it('hides its files from other users of the machine', async () => {
  const inbox = await openTestInbox();
  await inbox.postJson('ask');
  for (const file of [inbox.keyFile, inbox.databasePath, `${inbox.databasePath}-wal`]) {
    expect([file, (statSync(file).mode & 0o077).toString(8)]).toEqual([file, '0']);
  }
});

/** Spies on what begins transactions. Returns the function that waits until another process's lock has refused two of them. */
function untilRefused(begin: MockInstance): () => Promise<void> {
  onTestFinished(() => begin.mockRestore());
  const refused = () => begin.mock.results.filter(({ type }) => type === 'throw').length;
  return () => vi.waitFor(() => expect(refused()).toBeGreaterThan(1), 5_000);
}

it('waits while another process holds the lock, without delaying anything else, and loses nothing', async () => {
  const inbox = await openTestInbox();
  const other = new DatabaseSync(inbox.databasePath);
  other.exec('BEGIN IMMEDIATE');
  const begin = vi.spyOn(DatabaseSync.prototype, 'exec');
  const refused = untilRefused(begin);
  const sent = Array.from({ length: 20 }, () => inbox.postJson('ask'));
  await refused();
  // A connection that waits for the lock by itself stops the whole process.
  const [connection] = begin.mock.contexts as DatabaseSync[];
  expect(connection!.prepare('PRAGMA busy_timeout').get()).toEqual({ timeout: 0 });
  expect((await inbox.app.request('/healthz')).status).toBe(200);
  other.exec('COMMIT');
  other.close();
  expect((await Promise.all(sent)).map(({ status }) => status)).toEqual(Array<number>(20).fill(200));
  expect((await inbox.store.counts({})).all).toBe(20);
});

it('lets what staff do wait while another process holds the lock, and goes on with all else', async () => {
  const inbox = await openTestInbox();
  const answers = answersOf('ask');
  await inbox.postJson('ask', answers);
  const submissionId = String(answers['submission_id']);
  const other = new DatabaseSync(inbox.databasePath);
  other.exec('BEGIN IMMEDIATE');
  const refused = untilRefused(vi.spyOn(StatementSync.prototype, 'run'));
  const changed = inbox.store.change([{ form: 'ask', submissionId }], { status: 'declined' }, kim);
  await refused();
  expect((await inbox.store.counts({})).all).toBe(1);
  other.exec('COMMIT');
  other.close();
  expect(await changed).toBe(1);
});

it('refuses a write when the lock is held too long, and stores the next one after it', async () => {
  const inbox = await openTestInbox();
  const other = new DatabaseSync(inbox.databasePath);
  other.exec('BEGIN IMMEDIATE');
  const answers = answersOf('ask');
  const refused = await inbox.postJson('ask', answers);
  expect(refused.status).toBe(503);
  expect(await json(refused)).not.toHaveProperty('next');
  other.exec('ROLLBACK');
  other.close();
  expect((await inbox.store.counts({})).all).toBe(0);
  expect((await inbox.postJson('ask', answers)).status).toBe(200);
}, 15_000);

it('acknowledges nothing while the disk is full, and recovers by itself', async () => {
  const db = openSqlite(join(temporaryFolder(), 'inbox.sqlite'), 0);
  db.exec('CREATE TABLE note (id INTEGER PRIMARY KEY, text TEXT)');
  const commits = new GroupCommit(new SqliteTransactions(db));
  const insert = db.prepare('INSERT INTO note (text) VALUES (?)');
  const write = (text: string) => commits.run(() => insert.run(text).lastInsertRowid);
  const countNotes = () => db.prepare('SELECT count(*) AS notes FROM note').get()?.['notes'];
  // The page limit of a database stands in for the size of a disk.
  db.exec('PRAGMA max_page_count = 20');
  const large = 'x'.repeat(9_000);
  const results = await Promise.allSettled(Array.from({ length: 30 }, () => write(large)));
  const refused = results.filter((result) => result.status === 'rejected');
  expect(refused.length).toBeGreaterThan(0);
  expect(refused.every(({ reason }) => reason instanceof StoreUnavailable)).toBe(true);
  expect(countNotes()).toBe(results.length - refused.length);
  db.exec('PRAGMA max_page_count = 2000');
  await write(large);
  expect(countNotes()).toBe(results.length - refused.length + 1);
  db.close();
});
