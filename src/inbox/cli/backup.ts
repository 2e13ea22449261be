import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { CommandError, type Command } from './command.ts';

export const backup: Command = {
  usage: 'backup [FILE]',
  summary: 'Write a complete copy of the database, also while the server runs',
  help: `The copy goes to FILE, or to a dated file in "backups" beside the database's folder. Answers in it are encrypted: without the key file it
is of no use, so keep a copy of the key file in another place. It does not replace a file.`,
  opensInbox: true,
  async run([file], _options, { config, store, clock, say }) {
    const stamp = clock().toISOString().slice(0, 19).replaceAll(':', '-');
    const folder =
      config.database.kind === 'sqlite' ? join(dirname(dirname(config.database.path)), 'backups') : 'backups';
    const path = resolve(file ?? join(folder, `inbox-${stamp}.sqlite`));
    if (existsSync(path)) throw new CommandError(`There is a file ${path} already. Choose another name.`);
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    await store.backup(path);
    await store.record({
      at: clock().toISOString(),
      actor: 'command line',
      action: 'backup written',
      subject: 'inbox',
      detail: '',
    });
    say(`Backup written to ${path}`);
  },
};
