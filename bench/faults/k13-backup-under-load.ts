import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseDatabase } from '#inbox/config.ts';
import { bytesBelow } from '../../tests/inbox/support/bytes-below.ts';
import { acknowledgedBy, postTo } from '../../tests/inbox/support/post.ts';
import { withClient } from '../../tests/support/postgres.ts';
import { fill } from './fill.ts';
import { end, startLive, untilSo } from './live.ts';
import { atLeast, atMost, exactly, type Row, type Trial } from './row.ts';
import { withInbox } from './stored.ts';

const everyMs = 20;
const mostMs = 60_000;

export const row: Row = {
  id: 'K13',
  claim: 'A backup of 200 MB under 50 submissions a second: done within a minute; killed in it: clean, done again',
  async run(trial) {
    await withInbox(trial, (inbox) => fill(inbox, trial.share(150_000)));
    const folder = join(trial.folder, 'backups/hourly');
    mkdirSync(folder, { recursive: true });
    const names = () => readdirSync(folder);
    const whole = () => names().filter((name) => name.endsWith('.sqlite'));
    const parts = () => names().filter((name) => name.includes('.part'));
    const found = { kills: 0, inside: 0, longest: 0, refused: 0, acknowledged: 0, slowest: 0 };
    for (let kill = 0; kill < trial.share(10); kill += 1) {
      for (const name of whole()) rmSync(join(folder, name));
      // The server of the round before has done the backup of this hour.
      await withInbox(trial, ({ store }) => store.forgetChore('backup'));
      const cut = await startLive(trial);
      await untilSo(() => parts().length > 0, mostMs);
      await new Promise((resolve) => setTimeout(resolve, 40 * kill));
      await end(cut, 'SIGKILL');
      found.kills += 1;
      if (parts().length > 0) found.inside += 1;
      for (const name of whole()) rmSync(join(folder, name));
      const server = await startLive(trial);
      const sending: Promise<unknown>[] = [];
      const sender = setInterval(() => {
        const started = performance.now();
        const sent = acknowledgedBy(postTo(server.address)).then((id) => {
          found.slowest = Math.max(found.slowest, performance.now() - started);
          if (id === undefined) found.refused += 1;
          else found.acknowledged += 1;
        });
        sending.push(sent);
      }, everyMs);
      found.longest = Math.max(found.longest, await untilSo(() => whole().length > 0, 2 * mostMs));
      clearInterval(sender);
      await Promise.all(sending);
      await end(server, 'SIGTERM');
    }
    return [
      atLeast('bytes of the database, in MB', (200 * trial.share(150_000)) / 150_000, (await bytesOf(trial)) / 1e6),
      atLeast('kills inside a backup', 1, found.inside),
      atMost('longest time to a whole backup, in s', mostMs / 1_000, found.longest / 1_000),
      exactly('parts left', 0, parts().length),
      atLeast('acknowledged meanwhile', 1, found.acknowledged),
      exactly('refused meanwhile', 0, found.refused),
      atMost('slowest answer meanwhile, in ms', 1_000, found.slowest),
    ];
  },
};

/** The bytes of the row's database. */
async function bytesOf({ settings, files }: Trial): Promise<number> {
  const database = parseDatabase(settings['INBOX_DATABASE']!)!;
  if (database.kind === 'sqlite') return bytesBelow(files).length;
  return withClient(database.url, async (client) => {
    const { rows } = await client.query<{ bytes: string }>('SELECT pg_database_size(current_database()) AS bytes');
    return Number(rows[0]!.bytes);
  });
}
