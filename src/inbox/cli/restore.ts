import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { openInbox } from '../open-inbox.ts';
import { CommandError, type Command } from './command.ts';
import { verifyStore } from './verify.ts';

export const restore: Command = {
  usage: 'restore FILE [--replace]',
  summary: 'Put a backup in the place of the database; stop the server first',
  help: `The backup is checked with the key file before it takes the database's place. Where there is a database already, --replace is needed; the
old one is kept beside it with ".before-restore" at the end of its name.`,
  opensInbox: false,
  async run([file], options, { config, clock, say }) {
    if (file === undefined) throw new CommandError('Name the backup: npm run inbox -- restore backups/inbox-….sqlite');
    if (config.database.kind !== 'sqlite')
      throw new CommandError('A backup of SQLite can only be restored where INBOX_DATABASE is a file.');
    const { path } = config.database;
    const source = resolve(file);
    if (!existsSync(source)) throw new CommandError(`There is no file ${source}.`);
    if (existsSync(path) && options['replace'] === undefined) {
      throw new CommandError(
        `There is a database at ${path}. To put the backup in its place, stop the server, then add --replace.`,
      );
    }
    const incoming = `${path}.incoming`;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    removeDatabase(incoming);
    copyFileSync(source, incoming);
    const submissions = await check(incoming, config.keyFile, clock().toISOString());
    if (existsSync(path)) {
      renameSync(path, `${path}.before-restore`);
      // A log of the old database would be played into the new one.
      for (const suffix of ['-wal', '-shm'])
        if (existsSync(path + suffix)) renameSync(path + suffix, `${path}.before-restore${suffix}`);
    }
    renameSync(incoming, path);
    say(`Restored ${String(submissions)} submissions to ${path}. Start the server again.`);
  },
};

/** Opens the copy as the server would, reads all of it, and closes it so that it is one whole file. */
async function check(path: string, keyFile: string, at: string): Promise<number> {
  try {
    const { store, vault } = await openInbox({ database: { kind: 'sqlite', path }, keyFile });
    try {
      const { problems, submissions } = await verifyStore(store, vault);
      if (problems.length > 0)
        throw new CommandError(['The backup is damaged and was not restored:', ...problems].join('\n  '));
      await store.record({ at, actor: 'command line', action: 'backup restored', subject: 'inbox', detail: '' });
      return submissions;
    } finally {
      await store.close();
    }
  } catch (error) {
    removeDatabase(path);
    throw error;
  }
}

function removeDatabase(path: string): void {
  for (const suffix of ['', '-wal', '-shm']) rmSync(path + suffix, { force: true });
}
