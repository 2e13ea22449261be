import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { acknowledgedBy, postTo } from '../../tests/inbox/support/post.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { inboxCommand, type Said } from './command.ts';
import { atLeast, exactly, type Row } from './row.ts';
import { storedIds } from './stored.ts';

const times = 3;

export const row: Row = {
  id: 'K3',
  claim: 'Three restores in a row, and any that runs beside a server: every database that was ever live still exists',
  async run(trial) {
    const acknowledged: string[] = [];
    const beside: Said[] = [];
    const live = async (check: () => Promise<void>) => {
      const inbox = await startInbox(trial.folder, { ...trial.settings, LOG_LEVEL: 'silent' }, trial.atEnd);
      const send = async () => {
        const id = await acknowledgedBy(postTo(inbox.address));
        if (id !== undefined) acknowledged.push(id);
      };
      for (let count = 0; count < trial.share(50); count += 1) await send();
      await check();
      await send();
      const exit = new Promise((resolve) => inbox.process.once('exit', resolve));
      inbox.process.kill('SIGKILL');
      await exit;
    };
    const file = join(trial.folder, 'copy.sqlite');
    const restore = () => inboxCommand(trial, 'restore', file, '--replace');
    await live(async () => {
      await inboxCommand(trial, 'backup', file);
    });
    const restored: Said[] = [];
    for (let time = 0; time < times; time += 1) {
      await live(async () => {
        beside.push(await restore());
      });
      restored.push(await restore());
    }
    const aside = restored.map(({ text }) => /What was there before is in (\S+?)\. /.exec(text)?.[1] ?? '');
    const found = new Set(await storedIds(trial));
    for (const path of aside.filter((each) => existsSync(each)))
      for (const id of await storedIds({ settings: { ...trial.settings, INBOX_DATABASE: `file:${path}` } }))
        found.add(id);
    return [
      atLeast('acknowledged', times, acknowledged.length),
      exactly('restores beside a server that were refused', times, beside.filter(({ code }) => code !== 0).length),
      exactly('restores that failed', 0, restored.filter(({ code }) => code !== 0).length),
      exactly('databases set aside', times, new Set(aside.filter((each) => existsSync(each))).size),
      exactly('acknowledged, and in none of them', 0, acknowledged.filter((id) => !found.has(id)).length),
    ];
  },
};
