import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it, onTestFinished, vi } from 'vitest';
import { silentLog } from '#inbox/log.ts';
import { backUp, backupName, limitMs, outdated, removeOldCopies, slowMs, writeCopy } from '#inbox/services/backups.ts';
import { fakeLog } from './support/fake-log.ts';
import { openTestInbox, temporaryFolder } from './support/inbox.ts';

const clock = () => new Date('2027-01-15T12:00:00Z');
const daysAgo = (days: number) => new Date(clock().getTime() - days * 86_400_000);
/** The id of a process that has ended. */
const endedPid = spawnSync('true').pid;

it('writes a complete copy named by its instant, readable by nobody else', async () => {
  const inbox = await openTestInbox();
  await inbox.postJson('ask');
  const folder = join(inbox.folder, 'backups/hourly');
  await backUp({ store: inbox.store, backupFolder: folder, clock, log: silentLog });
  expect(readdirSync(folder)).toEqual(['inbox-2027-01-15T12-00-00.sqlite']);
  const path = join(folder, 'inbox-2027-01-15T12-00-00.sqlite');
  expect((statSync(path).mode & 0o077).toString(8)).toBe('0');
  const copy = new DatabaseSync(path, { readOnly: true });
  expect(copy.prepare('SELECT count(*) AS count FROM submission').get()).toEqual({ count: 1 });
  copy.close();
});

it('gives no incomplete file a backup’s name', async () => {
  const inbox = await openTestInbox();
  const folder = join(inbox.folder, 'backups/hourly');
  const broken = {
    ...inbox.store,
    backup: (path: string) => {
      writeFileSync(path, 'SQLite format 3\0 and then nothing');
      return Promise.resolve();
    },
  };
  await expect(backUp({ store: broken, backupFolder: folder, clock, log: silentLog })).rejects.toThrow();
  expect(readdirSync(folder).filter((name) => name.endsWith('.sqlite'))).toEqual([]);
});

it('keeps the newest six and the last of each of fourteen days, and ignores other files', () => {
  const hours = Array.from({ length: 24 * 20 }, (_, index) => {
    const at = new Date(Date.UTC(2027, 0, 1) + index * 3_600_000).toISOString();
    return `inbox-${at.slice(0, 19).replaceAll(':', '-')}.sqlite`;
  });
  const gone = new Set(outdated([...hours, 'inbox.sqlite', 'notes.txt'], new Date('2027-01-21T00:00:00Z')));
  const kept = hours.filter((name) => !gone.has(name));
  expect(kept.slice(-6)).toEqual(hours.slice(-6));
  expect(kept).toHaveLength(6 + 13);
  expect(kept[0]).toBe('inbox-2027-01-07T23-00-00.sqlite');
  expect([...gone].every((name) => hours.includes(name))).toBe(true);
});

it('logs a slow backup, stops it after its limit, and leaves nothing of it', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const folder = temporaryFolder();
  const { log, said } = fakeLog();
  const store = {
    backup: (path: string, signal?: AbortSignal) =>
      new Promise<void>((_, reject) => {
        writeFileSync(path, 'half of it');
        signal!.addEventListener('abort', () => reject(signal!.reason as Error));
      }),
  };
  const done = expect(backUp({ store, backupFolder: folder, clock, log })).rejects.toThrow('within 20 minutes');
  await vi.advanceTimersByTimeAsync(slowMs);
  expect(said).toEqual(['warn: the backup takes long']);
  await vi.advanceTimersByTimeAsync(limitMs - slowMs);
  await done;
  expect(readdirSync(folder)).toEqual([]);
});

it('breaks off a copy of the database when it is told to stop', async () => {
  const inbox = await openTestInbox();
  const folder = temporaryFolder();
  const stopping = new AbortController();
  stopping.abort(new Error('the server ends'));
  await expect(writeCopy(inbox.store, join(folder, 'copy.sqlite'), stopping.signal)).rejects.toThrow('the server ends');
  expect(readdirSync(folder)).toEqual([]);
});

it('removes what a killed backup left, and not what another process is writing', async () => {
  const inbox = await openTestInbox();
  const backupFolder = temporaryFolder();
  const parts = [`inbox-x.sqlite.${endedPid}.part`, `inbox-x.sqlite.${endedPid}.part-journal`, 'inbox-x.sqlite.part'];
  const others = [`inbox-x.sqlite.${process.ppid}.part`, 'notes.part'];
  for (const name of [...parts, ...others]) writeFileSync(join(backupFolder, name), '');
  await backUp({ store: inbox.store, backupFolder, clock, log: silentLog });
  expect(readdirSync(backupFolder).toSorted()).toEqual([...others, backupName(clock())].toSorted());
});

/** The folders of an inbox with copies in them, whose files were last changed at that moment. */
function copies(files: Readonly<Record<string, Date>>) {
  const folder = temporaryFolder();
  const config = { database: { kind: 'sqlite', path: join(folder, 'data/inbox.sqlite') } } as const;
  for (const name of ['data', 'backups/hourly']) mkdirSync(join(folder, name), { recursive: true });
  for (const [name, at] of Object.entries(files)) {
    writeFileSync(join(folder, name), '');
    utimesSync(join(folder, name), at, at);
  }
  const left = () =>
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
      .toSorted();
  return { config, left };
}

it('removes every copy that is older than 14 days, with gaps in time, and no other file', () => {
  const kept = {
    'data/inbox.sqlite': daysAgo(900),
    'data/inbox.sqlite-wal': daysAgo(900),
    'data/inbox.sqlite.before-restore-2027-01-14T10-00-00': daysAgo(900),
    'backups/notes.txt': daysAgo(900),
    'backups/my-own.sqlite': daysAgo(900),
    [`backups/${backupName(daysAgo(13))}`]: daysAgo(900),
    [`backups/before-restore-${backupName(daysAgo(13))}`]: daysAgo(900),
    [`backups/hourly/${backupName(daysAgo(3))}`]: daysAgo(3),
    [`backups/hourly/${backupName(daysAgo(13.9))}`]: daysAgo(13.9),
  };
  const gone = {
    'data/inbox.sqlite.before-restore': daysAgo(15),
    'data/inbox.sqlite.before-restore-2026-12-24T10-00-00': daysAgo(1),
    'data/inbox.sqlite.before-restore-2026-12-24T10-00-00-2': daysAgo(1),
    [`backups/${backupName(daysAgo(15))}`]: daysAgo(0),
    [`backups/before-restore-${backupName(daysAgo(60))}`]: daysAgo(0),
    [`backups/inbox-x.sqlite.${endedPid}.part`]: daysAgo(0),
    [`backups/hourly/inbox-x.sqlite.${endedPid}.part-journal`]: daysAgo(0),
    // Weekly ones: fewer than 14 days have one.
    ...Object.fromEntries(
      [3, 4, 5, 6, 7, 12].map((week) => [`backups/hourly/${backupName(daysAgo(7 * week))}`, clock()]),
    ),
  };
  const { config, left } = copies({ ...kept, ...gone });
  removeOldCopies(config, clock());
  expect(left()).toEqual(Object.keys(kept).toSorted());
});

it('dates copies from the future to the present, so that they are removed like others', () => {
  const { config, left } = copies({
    [`backups/hourly/${backupName(clock())}`]: clock(),
    ...Object.fromEntries([-400, -401].map((days) => [`backups/hourly/${backupName(daysAgo(days))}`, daysAgo(days)])),
    [`backups/${backupName(daysAgo(-400))}`]: daysAgo(-400),
    'data/inbox.sqlite.before-restore-2029-01-01T10-00-00': daysAgo(-700),
  });
  removeOldCopies(config, clock());
  expect(left()).toEqual([
    `backups/hourly/inbox-2027-01-15T11-59-58.sqlite`,
    `backups/hourly/inbox-2027-01-15T11-59-59.sqlite`,
    `backups/hourly/inbox-2027-01-15T12-00-00.sqlite`,
    `backups/${backupName(daysAgo(-400))}`,
    'data/inbox.sqlite.before-restore-2029-01-01T10-00-00',
  ]);
  removeOldCopies(config, daysAgo(-15));
  expect(left()).toEqual([]);
});
