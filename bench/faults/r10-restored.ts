import { cpSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { inboxCommand } from './command.ts';
import { fill } from './fill.ts';
import { exactly, type Row } from './row.ts';
import { storedIds, withInbox } from './stored.ts';

export const row: Row = {
  id: 'R10',
  claim: 'The newest backup and the key, restored in an empty place: rows and contents equal',
  only: 'sqlite',
  async run(trial) {
    const count = trial.share(10_000);
    await withInbox(trial, (inbox) => fill(inbox, count));
    const made = await inboxCommand(trial, 'backup');
    const folder = join(trial.folder, 'backups');
    const newest = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.sqlite'))
      .sort()
      .at(-1);
    const place = join(trial.folder, 'elsewhere');
    const settings = {
      INBOX_DATABASE: `file:${join(place, 'data/inbox.sqlite')}`,
      INBOX_KEY_FILE: join(place, 'keys/inbox.key'),
    };
    cpSync(trial.settings['INBOX_KEY_FILE']!, settings.INBOX_KEY_FILE);
    const elsewhere = { folder: place, settings };
    const restored = await inboxCommand(elsewhere, 'restore', join(folder, newest ?? 'none'));
    const [before, after] = [await inboxCommand(trial, 'export'), await inboxCommand(elsewhere, 'export')];
    const [idsBefore, idsAfter] = [await storedIds(trial), new Set(await storedIds({ settings }))];
    return [
      exactly('commands that failed', 0, [made, restored, before, after].filter(({ code }) => code !== 0).length),
      exactly('rows in the backup', count, idsAfter.size),
      exactly('rows not restored', 0, idsBefore.filter((id) => !idsAfter.has(id)).length),
      exactly('lines of the export', count, after.lines),
      exactly('different hashes of all decrypted', 1, new Set([before.hash, after.hash]).size),
    ];
  },
};
