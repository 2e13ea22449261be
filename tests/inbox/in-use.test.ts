import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, inject, it } from 'vitest';
import { runCommand } from '#inbox/cli/run.ts';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { root } from '#src/commands/root.ts';
import { answersOf } from './support/answers.ts';
import { postgresForTest } from './support/database.ts';
import { temporaryFolder } from './support/inbox.ts';
import { postTo } from './support/post.ts';
import { startInbox, type RunningInbox } from './support/server.ts';

interface Place {
  folder: string;
  settings: Record<string, string>;
}

async function newPlace(): Promise<Place> {
  const folder = temporaryFolder();
  const database = (await postgresForTest()) ?? `file:${join(folder, 'data/inbox.sqlite')}`;
  return { folder, settings: { INBOX_DATABASE: database, INBOX_KEY_FILE: join(folder, 'keys/inbox.key') } };
}

/** Runs a command and returns its messages. */
async function run({ settings }: Place, ...words: string[]): Promise<string> {
  const output = new PassThrough();
  let said = '';
  output.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const config = readConfig({ ...settings, CLOCK: '2027-01-15T12:00:00Z' });
  await runCommand(words, config, { input: Readable.from(['']), output, errors: output });
  return said;
}

async function end({ process }: RunningInbox, signal: NodeJS.Signals): Promise<void> {
  const exit = once(process, 'exit');
  process.kill(signal);
  await exit;
}

async function stored({ settings }: Place): Promise<string[]> {
  const { store } = await openInbox(readConfig(settings));
  try {
    return (await store.list({ limit: 1000 })).map(({ submissionId }) => submissionId);
  } finally {
    await store.close();
  }
}

async function sendOne(inbox: RunningInbox): Promise<string> {
  const answers = answersOf('ask');
  expect((await postTo(inbox.address, answers)).status).toBe(200);
  return String(answers['submission_id']);
}

describe('beside a server', () => {
  it('a command that replaces or moves the database is refused with a message, and nothing is lost', async () => {
    const place = await newPlace();
    const inbox = await startInbox(place.folder, place.settings);
    const first = await sendOne(inbox);
    const file = join(place.folder, 'copy.sqlite');
    await run(place, 'backup', file);
    const words = new RegExp(`process ${String(inbox.process.pid)} on .*Nothing was changed\\. Stop that first`);
    await expect(run(place, 'restore', file, '--replace')).rejects.toThrow(words);
    await expect(run(place, 'migrate-to', `file:${place.folder}/other/inbox.sqlite`)).rejects.toThrow(words);
    const elsewhere = await newPlace();
    elsewhere.settings['INBOX_KEY_FILE'] = place.settings['INBOX_KEY_FILE']!;
    await expect(run(elsewhere, 'migrate-to', place.settings['INBOX_DATABASE']!)).rejects.toThrow(words);
    const second = await sendOne(inbox);
    expect(await run(place, 'verify')).toContain('All is well: 2 submissions');
    await end(inbox, 'SIGKILL');
    expect((await stored(place)).sort()).toEqual([first, second].sort());
    // A killed server does not count.
    expect(await run(place, 'restore', file, '--replace')).toContain('Restored 1 submission to');
    const again = await startInbox(place.folder, place.settings);
    await sendOne(again);
  }, 60_000);

  it('a second server on a file is refused, and told about the first', async ({ skip }) => {
    skip(Boolean(inject('postgres')), 'several may share a database on PostgreSQL');
    const place = await newPlace();
    const inbox = await startInbox(place.folder, place.settings);
    await expect(startInbox(place.folder, place.settings)).rejects.toThrow(
      new RegExp(`is in use: a server runs on it, process ${String(inbox.process.pid)} on .*Stop that one first`),
    );
    await sendOne(inbox);
    await end(inbox, 'SIGTERM');
    await startInbox(place.folder, place.settings);
  }, 60_000);
});

describe('a restore', () => {
  it('sets each replaced database aside under a name of its own, three times in a row', async ({ skip }) => {
    skip(Boolean(inject('postgres')), 'it sets aside files');
    const place = await newPlace();
    const file = join(place.folder, 'copy.sqlite');
    const sent: string[] = [];
    const live = async () => {
      const inbox = await startInbox(place.folder, place.settings);
      sent.push(await sendOne(inbox));
      await end(inbox, 'SIGKILL');
    };
    await live();
    await run(place, 'backup', file);
    for (let time = 0; time < 3; time += 1) {
      await live();
      expect(await run(place, 'restore', file, '--replace')).toContain('What was there before is in');
    }
    const data = join(place.folder, 'data');
    const aside = readdirSync(data).filter((name) => /before-restore-[^.]*$/.test(name) && !/-(wal|shm)$/.test(name));
    expect(aside).toHaveLength(3);
    const found = aside.flatMap((name) => {
      const db = new DatabaseSync(join(data, name));
      const rows = db.prepare('SELECT submission_id AS id FROM submission').all();
      db.close();
      return rows.map(({ id }) => String(id));
    });
    expect(sent.filter((id) => !found.includes(id))).toEqual([]);
    expect(existsSync(join(data, 'inbox.sqlite-wal'))).toBe(false);
  }, 60_000);

  it('backs up each replaced PostgreSQL database', async ({ skip }) => {
    skip(!inject('postgres'), 'it is about PostgreSQL');
    const place = await newPlace();
    const inbox = await startInbox(place.folder, place.settings);
    await sendOne(inbox);
    await end(inbox, 'SIGTERM');
    const file = join(place.folder, 'copy.sqlite');
    await run(place, 'backup', file);
    const said = [await run(place, 'restore', file, '--replace'), await run(place, 'restore', file, '--replace')];
    const kept = said.map((words) => /What was there before is in (\S+?)\. /.exec(words)?.[1]);
    expect(new Set(kept).size).toBe(2);
    for (const path of kept) expect([existsSync(path!), path!.startsWith(root)]).toEqual([true, false]);
  }, 60_000);
});
