import { faultProxy } from '../../tests/support/fault-proxy.ts';
import { sendMany } from '../../tests/support/senders.ts';
import { exactly, type Row } from './row.ts';
import { openBrowser, startSite } from './site.ts';
import { storedIds } from './stored.ts';

/** The share of requests and answers that are damaged. */
const rate = 0.3;

export const row: Row = {
  id: 'R3',
  claim: 'Sent from the real form through a proxy that harms 30 %: stored once and confirmed',
  async run(trial) {
    const count = trial.share(1_000);
    const proxy = await faultProxy({ target: await startSite(trial), rate, seed: 1, stall: 30_000 });
    trial.atEnd(() => proxy.close());
    const context = await openBrowser(trial);
    trial.atEnd(() => context.close());
    const confirmed = await sendMany(context, proxy.address, { count, atOnce: 6 });
    console.table(proxy.made());
    const ids = new Set(confirmed);
    return [
      exactly('confirmed', count, ids.size),
      exactly('rows', count, (await storedIds(trial)).filter((id) => ids.has(id)).length),
    ];
  },
};
