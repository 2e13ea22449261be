import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { expect, it } from 'vitest';
import { runCommand } from '#inbox/cli/run.ts';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { withClient } from '../../support/postgres.ts';
import { answersOf, formIds } from '../support/answers.ts';
import { postgresForTest } from '../support/database.ts';
import { openTestInbox, temporaryFolder, type TestInbox } from '../support/inbox.ts';

/** Runs a command on the database and returns its messages. */
async function run(database: string, keyFile: string, words: string[]): Promise<string> {
  const output = new PassThrough();
  let said = '';
  output.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const config = readConfig({ INBOX_DATABASE: database, INBOX_KEY_FILE: keyFile, CLOCK: '2027-01-15T12:00:00Z' });
  await runCommand(words, config, { input: Readable.from(['']), output, errors: output });
  return said;
}

/** Opens an inbox on PostgreSQL with data of every kind. */
async function openFullInbox(): Promise<TestInbox & { url: string }> {
  const inbox = await openTestInbox();
  for (const form of formIds) {
    const answers = answersOf(form, form === 'mentor' ? {} : { adjustments: 'I lip-read' });
    await inbox.postJson(form, answers);
    await inbox.postJson(form, { ...answers, fullName: 'Ada B. Example' });
  }
  await inbox.store.addStaff({
    name: 'kim',
    role: 'officer',
    password: 'p',
    createdAt: '2027-01-01T00:00:00.000Z',
    disabledAt: null,
  });
  return { ...inbox, url: inbox.database };
}

const hashesIn = (said: string) => said.split('\n').filter((line) => /[0-9a-f]{64}$/.test(line));

it('moves everything to SQLite and back, and says how it checked that nothing differs', async () => {
  const { url, keyFile, folder } = await openFullInbox();
  const file = `file:${join(folder, 'moved/inbox.sqlite')}`;
  const there = await run(url, keyFile, ['migrate-to', file]);
  expect(there).toContain('submission  3 rows');
  expect(there).toMatch(/Everything is in .*moved\/inbox\.sqlite, and equal/);
  const back = await run(file, keyFile, ['migrate-to', (await postgresForTest())!]);
  const apart = (said: string) => hashesIn(said).filter((line) => !line.startsWith('audit'));
  expect(apart(there)).toHaveLength(5);
  expect(apart(back)).toEqual(apart(there));
  expect(await run(file, keyFile, ['verify'])).toContain('All is well: 3 submissions');
});

it('does not print the password', async () => {
  const { keyFile, databasePath } = await openTestInbox();
  const url = (await postgresForTest())!;
  const said = await run(`file:${databasePath}`, keyFile, ['migrate-to', url]);
  expect(said).toContain(new URL(url).pathname);
  expect(said).not.toContain(new URL(url).password);
});

it('refuses a database that is not empty, and its own database', async () => {
  const { url, keyFile, databasePath } = await openFullInbox();
  await expect(run(`file:${databasePath}`, keyFile, ['migrate-to', url])).rejects.toThrow('There is something in');
  await expect(run(url, keyFile, ['migrate-to', url])).rejects.toThrow('names already');
  await expect(run(url, keyFile, ['migrate-to', 'mysql://x'])).rejects.toThrow('Name the new database');
});

it('notices a copy that differs', async () => {
  const { url, keyFile, folder } = await openFullInbox();
  const path = join(folder, 'moved/inbox.sqlite');
  const { store } = await openInbox({ database: { kind: 'sqlite', path }, keyFile });
  await store.close();
  const db = new DatabaseSync(path);
  db.exec("CREATE TRIGGER worm AFTER INSERT ON outbox BEGIN UPDATE outbox SET tries = 9 WHERE kind = 'notice'; END");
  db.close();
  await expect(run(url, keyFile, ['migrate-to', `file:${path}`])).rejects.toThrow('The copy differs in: outbox.');
});

it('restores its own backup, and replaces existing data only when told to', async () => {
  const { url, keyFile } = await openFullInbox();
  const file = join(temporaryFolder(), 'backup.sqlite');
  await run(url, keyFile, ['backup', file]);
  const elsewhere = (await postgresForTest())!;
  expect(await run(elsewhere, keyFile, ['restore', file])).toContain('Restored 3 submissions');
  expect(await run(elsewhere, keyFile, ['verify'])).toContain('All is well: 3 submissions');
  await expect(run(elsewhere, keyFile, ['restore', file])).rejects.toThrow('--replace');
});

it('verifies: notices a changed answer, a changed audit entry and a missing submission', async () => {
  for (const [change, words] of [
    ["UPDATE submission SET box = repeat('x', 90)::bytea WHERE seq = 1", 'cannot be decrypted'],
    ["UPDATE audit SET actor = 'somebody' WHERE seq = 1", 'broken at entry 1'],
    ['DELETE FROM submission WHERE seq = (SELECT min(seq) FROM submission)', 'which is not there'],
  ] as const) {
    const { url, keyFile } = await openFullInbox();
    expect(await run(url, keyFile, ['verify'])).toContain('All is well');
    const all = change.replace('WHERE seq = 1', 'WHERE seq = (SELECT min(seq) FROM submission)');
    await withClient(url, (client) => client.query(change.startsWith('UPDATE submission') ? all : change));
    await expect(run(url, keyFile, ['verify'])).rejects.toThrow(words);
  }
});
