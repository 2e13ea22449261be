import { existsSync, mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { day } from '#inbox/clock.ts';
import { backupName, keptDays, setAsideName } from '#inbox/services/backups.ts';
import { end, startLive, untilSo } from './live.ts';
import { atLeast, exactly, isOnSqlite, type Row } from './row.ts';
import { problemsOf } from './stored.ts';

export const row: Row = {
  id: 'K14',
  claim: `Every backup and copy older than ${keptDays} days is gone, with gaps in time, and no younger one of another day`,
  async run(trial) {
    const now = Date.now();
    // Gaps of hours, days and weeks, over half a year.
    const ages = Array.from({ length: trial.share(200) }, (_, index) => 0.5 + ((index * 37) % 180));
    const paths = ages.flatMap((age) => {
      const at = new Date(now - age * day);
      const made = [
        `backups/hourly/${backupName(at)}`,
        `backups/${backupName(at)}`,
        `backups/before-restore-${backupName(at)}`,
        ...(isOnSqlite(trial) ? [`data/${setAsideName('inbox.sqlite', at)}`] : []),
      ].map((name) => ({ path: join(trial.folder, name), age }));
      for (const { path } of made) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, '');
        utimesSync(path, at, at);
      }
      return made;
    });
    const old = paths.filter(({ age }) => age > keptDays);
    const young = paths.filter(({ age }) => age < keptDays);
    const server = await startLive(trial);
    await untilSo(() => old.every(({ path }) => !existsSync(path)), 15_000);
    await end(server, 'SIGTERM');
    return [
      atLeast('older copies there were', 1, old.length),
      exactly('older ones left', 0, old.filter(({ path }) => existsSync(path)).length),
      exactly('younger ones lost', 0, young.filter(({ path }) => !existsSync(path)).length),
      exactly('problems of the database', 0, (await problemsOf(trial)).length),
    ];
  },
};
