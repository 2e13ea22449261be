import { chmodSync, copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { CannotOpen } from '#inbox/stores/store.ts';
import { useDatabase } from '#inbox/use-database.ts';
import { temporaryFolder } from './support/inbox.ts';
import { run } from './support/run-command.ts';

const settingsIn = (folder: string, path: string) =>
  readConfig({ INBOX_DATABASE: `file:${join(folder, path)}`, INBOX_KEY_FILE: join(folder, 'keys/inbox.key') });

/** Opens an inbox as the server does. */
async function open(folder: string, path: string) {
  const config = settingsIn(folder, path);
  const { end } = await useDatabase(config.database, 'serve');
  try {
    return await openInbox(config);
  } finally {
    await end();
  }
}

/** What may stand where a database should be, and why it does not open. */
const faults: readonly [name: string, make: (path: string) => unknown, reason: RegExp][] = [
  ['a text', (path) => writeFileSync(path, 'These are notes, and no database.\n'.repeat(99)), /it is no database of/],
  ['a folder', (path) => mkdirSync(path), /it is a folder/],
  [
    'another program’s database',
    (path) => {
      const file = new DatabaseSync(path);
      file.exec('CREATE TABLE submission (id); INSERT INTO submission VALUES (1)');
      file.close();
    },
    /it is a database of another program/,
  ],
  [
    'a database of a later version',
    async (path) => {
      await (await openInbox(settingsIn(join(path, '..'), 'inbox.sqlite'))).store.close();
      const file = new DatabaseSync(path);
      file.exec("INSERT INTO kysely_migration (name, timestamp) VALUES ('9999-later', '2030')");
      file.close();
    },
    /a later version of this site made it \(9999-later\)\. Install that version/,
  ],
];

describe('a place without a database of this version', () => {
  it.each(faults)('refuses a start in words: %s', async (_, make, reason) => {
    const folder = temporaryFolder();
    const path = join(folder, 'inbox.sqlite');
    await make(path);
    const refusal = open(folder, 'inbox.sqlite');
    await expect(refusal).rejects.toThrow(CannotOpen);
    await expect(refusal).rejects.toThrow(reason);
    await expect(refusal).rejects.toThrow(`The database ${path} cannot be opened: `);
  });

  it.each(faults.filter(([name]) => ['a text', 'another program’s database'].includes(name)))(
    'keeps its permissions and bytes if it is somebody else’s: %s',
    async (_, make) => {
      const folder = temporaryFolder();
      const path = join(folder, 'inbox.sqlite');
      await make(path);
      chmodSync(path, 0o644);
      const before = readFileSync(path);
      await expect(open(folder, 'inbox.sqlite')).rejects.toThrow(CannotOpen);
      expect(statSync(path).mode & 0o777).toBe(0o644);
      expect(readFileSync(path)).toEqual(before);
    },
  );

  it('refuses a start in words: a file in the place of its folder', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'file'), '');
    await expect(open(folder, 'file/inbox.sqlite')).rejects.toThrow(
      /a file is in the place of its folder.*INBOX_DATABASE/,
    );
  });

  it.each<(typeof faults)[number]>([
    ...faults,
    ['an empty file', (path) => writeFileSync(path, ''), /it is empty/],
    [
      'a copy of a running inbox without its log',
      async (path) => {
        const running = await openInbox(settingsIn(dirname(path), 'running.sqlite'));
        onTestFinished(() => running.store.close());
        copyFileSync(join(dirname(path), 'running.sqlite'), path);
      },
      /it is empty, or a copy of a running inbox/,
    ],
  ])('is no backup, and leaves the database as it is: %s', async (_, make, reason) => {
    const folder = temporaryFolder();
    const paths = { databasePath: join(folder, 'data/inbox.sqlite'), keyFile: join(folder, 'keys/inbox.key') };
    await (await openInbox(settingsIn(folder, 'data/inbox.sqlite'))).store.close();
    const before = readFileSync(paths.databasePath);
    const source = join(folder, 'inbox.sqlite');
    await make(source);
    const refusal = run(paths, ['restore', source, '--replace']);
    await expect(refusal).rejects.toThrow(reason);
    await expect(refusal).rejects.toThrow(`The file ${source} cannot be restored: `);
    expect(readFileSync(paths.databasePath)).toEqual(before);
    expect(readdirSync(dirname(paths.databasePath)).filter((name) => name.includes('.part'))).toEqual([]);
  });
});

it('warns when it makes an empty database although the key of another is there', async () => {
  const folder = temporaryFolder();
  const opened = async (path: string) => {
    const inbox = await openInbox(settingsIn(folder, path));
    onTestFinished(() => inbox.store.close());
    return inbox.warnings;
  };
  expect(await opened('data/inbox.sqlite')).toEqual([]);
  expect(await opened('data/inbox.sqlite')).toEqual([]);
  const warning = [expect.stringMatching(/empty one was made.*INBOX_DATABASE/)];
  expect(await opened('data/inbx.sqlite')).toEqual(warning);
  writeFileSync(join(folder, 'data/emptied.sqlite'), '');
  expect(await opened('data/emptied.sqlite')).toEqual(warning);
});
