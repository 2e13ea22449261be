import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { commandLine, recordNow } from '../actor.ts';
import { backupFolderOf, backupName, keptDays, writeCopy } from '../services/backups.ts';
import { CommandError, type Command } from './command.ts';

export const backup: Command = {
  usage: 'backup [FILE]',
  summary: 'Write a complete copy of the database, also while the server runs',
  help: `The copy goes to FILE, or to a dated file in "backups" beside the database's folder. Answers in it are encrypted: without the key file it
is of no use, so keep a copy of the key file in another place. It does not replace a file. The server writes one every hour, to "hourly"
in that folder. It removes dated files from both folders after ${keptDays} days, because what was erased is still in them; to keep one for
longer, name its FILE.`,
  opensInbox: true,
  async run([file], _options, { config, store, clock, say }) {
    const path = resolve(file ?? join(backupFolderOf(config), backupName(clock())));
    if (existsSync(path)) throw new CommandError(`There is a file ${path} already. Choose another name.`);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    await writeCopy(store, path);
    await recordNow({ store, clock }, commandLine, 'backup written');
    say(`Backup written to ${path}`);
  },
};
