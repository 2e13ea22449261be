import { once } from 'node:events';
import { join } from 'node:path';
import { acknowledgedBy, postTo } from '../../tests/inbox/support/post.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { exactly, type Row } from './row.ts';
import { storedIds, withInbox } from './stored.ts';

const movedClock = join(import.meta.dirname, '../../tests/support/moved-clock.mjs');
const leaps = [3 * 365, -1, -365];
/** Milliseconds; long enough for the chores of a start. */
const lifeMs = 6_000;

export const row: Row = {
  id: 'K1',
  claim:
    'Starts with the clock three years ahead, a day and a year back (K2), then right: nothing erased, all mail written',
  async run(trial) {
    const acknowledged: string[] = [];
    const live = async (days: number, count: number) => {
      const moved = { CLOCK: '', MOVED_DAYS: String(days), NODE_OPTIONS: `--import=${movedClock}` };
      const settings = { ...trial.settings, ...moved, LOG_LEVEL: 'silent' };
      const { process, address } = await startInbox(trial.folder, settings, trial.atEnd);
      for (let sent = 0; sent < count; sent += 1) {
        const id = await acknowledgedBy(postTo(address));
        if (id !== undefined) acknowledged.push(id);
      }
      await new Promise((resolve) => setTimeout(resolve, lifeMs));
      const exit = once(process, 'exit');
      process.kill('SIGTERM');
      await exit;
    };
    await live(0, trial.share(100));
    for (const days of leaps) {
      await live(days, trial.share(20));
      await live(0, trial.share(20));
    }
    await live(0, 0);
    const stored = new Set(await storedIds(trial));
    const state = await withInbox(trial, async ({ store }) => ({
      mail: await store.mailCounts(),
      clock: await store.clock(),
    }));
    return [
      exactly('acknowledged, but erased', 0, acknowledged.filter((id) => !stored.has(id)).length),
      exactly('mails that wait or were given up', 0, state.mail.waiting + state.mail.failed),
      exactly('times the clock is doubted at the end', 1, state.clock?.doubt ? 1 : 0),
    ];
  },
};
