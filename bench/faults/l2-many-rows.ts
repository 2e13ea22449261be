import { cookieOf } from '../../tests/inbox/support/staff.ts';
import { startInbox } from '../../tests/support/inbox-process.ts';
import { percentile } from '../support/connections.ts';
import { memoryOf } from '../support/process-usage.ts';
import { fill } from './fill.ts';
import { atMost, exactly, type Row } from './row.ts';
import { addStaff, logIn, password } from './staff-of.ts';
import { withInbox } from './stored.ts';

const views = ['', '?form=mentee', '?status=new', '?unread=yes', '?round=2026-27', '?after=5000'];
const times = 20;

export const row: Row = {
  id: 'L2',
  claim: '100,000 rows: the list within 200 ms at p95; the export streams',
  async run(trial) {
    const count = trial.share(100_000);
    await withInbox(trial, (inbox) => fill(inbox, count));
    await addStaff(trial, ['lee'], 'admin');
    const { address, process } = await startInbox(trial.folder, { ...trial.settings, LOG_LEVEL: 'error' }, trial.atEnd);
    const headers = { Cookie: cookieOf(await logIn(address, 'lee', password)) };
    const ms: number[] = [];
    let wrong = 0;
    for (let time = 0; time < times; time += 1)
      for (const view of views) {
        const started = performance.now();
        const page = await fetch(new URL(`/inbox/${view}`, address), { headers, redirect: 'manual' });
        const text = await page.text();
        ms.push(performance.now() - started);
        if (page.status !== 200 || !text.includes('</html>')) wrong += 1;
      }
    const idle = memoryOf(process.pid!).now;
    const exported = await readExport(address, headers);
    return [
      exactly('lists that were not shown', 0, wrong),
      atMost('list, p95 in ms', 200, percentile(ms, 0.95)),
      exactly('lines of the export', count, exported.lines),
      atMost('its first piece after ms', 1_000, exported.first),
      atMost('memory it took, MB', 64, memoryOf(process.pid!).peak - idle),
    ];
  },
};

async function readExport(address: URL, headers: Record<string, string>) {
  const started = performance.now();
  const response = await fetch(new URL('/inbox/export/', address), {
    method: 'POST',
    headers: { ...headers, Origin: address.origin, 'Sec-Fetch-Site': 'same-origin' },
    body: new URLSearchParams({ format: 'ndjson' }),
  });
  if (response.status !== 200) throw new Error(`The export was refused with ${response.status}.`);
  let first: number | undefined;
  let lines = 0;
  for await (const piece of response.body!) {
    first ??= performance.now() - started;
    for (const byte of piece as Uint8Array) if (byte === 10) lines += 1;
  }
  return { first: first ?? Number.NaN, lines };
}
