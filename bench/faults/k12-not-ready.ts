import { join } from 'node:path';
import { acknowledgedBy, postTo } from '../../tests/inbox/support/post.ts';
import { metricsToken } from '../../tests/inbox/support/proxies.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { moveToDisk } from '../../tests/support/small-disk.ts';
import { atLeast, exactly, isOnSqlite, type Row } from './row.ts';
import { mountSmallDisk } from './small-disk.ts';
import { storedIds } from './stored.ts';

export const row: Row = {
  id: 'K12',
  claim: 'The disk full, then free, again and again: not ready while nothing can be stored, ready when it can',
  async run(trial) {
    const folder = isOnSqlite(trial) ? trial.files : join(trial.files, 'small');
    const disk = await mountSmallDisk(trial, folder, isOnSqlite(trial) ? 8 : 24);
    if (!isOnSqlite(trial)) await moveToDisk(trial.settings['INBOX_DATABASE']!, trial.files, folder);
    const settings = { ...trial.settings, METRICS_TOKEN: metricsToken, LOG_LEVEL: 'silent' };
    const { address } = await startInbox(trial.folder, settings, trial.atEnd);
    // The server reuses its last result for a second.
    const status = async () => {
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      return (await fetch(new URL('/readyz', address))).status;
    };
    const metric = async () => {
      const headers = { Authorization: `Bearer ${metricsToken}` };
      const text = await (await fetch(new URL('/metrics', address), { headers })).text();
      return Number(/^inbox_database_ready (\d)/m.exec(text)?.[1] ?? NaN);
    };
    const found = { full: 0, wrong: 0, acknowledged: 0, stored: 0 };
    const ids: string[] = [];
    for (let time = 0; time < trial.share(10); time += 1) {
      disk.fill();
      // Until the room that its files still have is used up.
      for (;;) {
        const id = await acknowledgedBy(postTo(address));
        if (id === undefined) break;
        ids.push(id);
      }
      found.full += 1;
      if ((await status()) !== 503 || (await metric()) !== 0) found.wrong += 1;
      disk.free();
      if ((await status()) !== 200 || (await metric()) !== 1) found.wrong += 1;
      const id = await acknowledgedBy(postTo(address));
      if (id === undefined) found.wrong += 1;
      else ids.push(id);
    }
    const stored = new Set(await storedIds(trial));
    return [
      atLeast('times the disk was full', 1, found.full),
      exactly('times readiness, its metric or a post was wrong', 0, found.wrong),
      exactly('acknowledged, but not stored', 0, ids.filter((id) => !stored.has(id)).length),
    ];
  },
};
