import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, it } from 'vitest';
import { backUp, outdated } from '#inbox/services/backups.ts';
import { openTestInbox } from './support/inbox.ts';

it('writes a complete copy named by its instant, readable by nobody else', async () => {
  const inbox = await openTestInbox();
  await inbox.postJson('ask');
  const folder = join(inbox.folder, 'backups/hourly');
  await backUp({ store: inbox.store, backupFolder: folder, clock: () => new Date('2027-01-15T12:00:00Z') });
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
  await expect(
    backUp({ store: broken, backupFolder: folder, clock: () => new Date('2027-01-15T12:00:00Z') }),
  ).rejects.toThrow();
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
