import { acknowledgedBy, postTo } from '../../tests/inbox/support/post.ts';
import { openSlow, slowKinds, type SlowKind } from '../../tests/inbox/support/slow-clients.ts';
import { buildSite, isBuilt } from '../../src/commands/build-site.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { atLeast, atMost, exactly, type Count, type Row } from './row.ts';

/** The longest time that a slow client may stay (ms). */
const longest = 20_000;
const everyMs = 250;
/** Honest clients that send meanwhile. */
const honestClients = 4;

export const row: Row = {
  id: 'A4',
  claim:
    '500 slow headers, 500 slow bodies, 500 slow readers: all closed within 20 s, honest requests answered meanwhile',
  async run(trial) {
    if (!isBuilt() && (await buildSite()) !== 0) throw new Error('The site could not be built.');
    const settings = { ...trial.settings, LOG_LEVEL: 'silent', SITE_FOLDER: 'dist', CLOCK: '' };
    const { address } = await startInbox(trial.folder, settings, trial.atEnd);
    const counts: Count[] = [];
    for (const kind of slowKinds) counts.push(...(await hold(address, kind, trial.share(500))));
    return counts;
  },
};

async function hold(address: URL, kind: SlowKind, count: number): Promise<Count[]> {
  const started = performance.now();
  const slow = await openSlow(address, kind, count);
  const open = () => slow.clients.filter(({ socket }) => !socket.closed).length;
  let honest = 0;
  let answered = 0;
  const send = async () => {
    while (open() > 0 && performance.now() - started < longest + 5_000) {
      honest += 1;
      if ((await acknowledgedBy(postTo(address))) !== undefined) answered += 1;
      await new Promise((resolve) => setTimeout(resolve, everyMs));
    }
  };
  await Promise.all(Array.from({ length: honestClients }, send));
  const seconds = (performance.now() - started) / 1_000;
  const left = open();
  slow.end();
  return [
    exactly(`slow ${kind}: still open of ${count}`, 0, left),
    atMost(`slow ${kind}: seconds until all were closed`, longest / 1_000, seconds),
    atLeast(`slow ${kind}: honest requests`, 5, honest),
    exactly(`slow ${kind}: honest requests unanswered`, 0, honest - answered),
  ];
}
