/** What `tests/site/forms-faults.spec.ts` and `forms-sending.spec.ts` try at the size of a commit, at full size. Marks are counts. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';
import { browserForTests, isRoot } from '../tests/support/browser.ts';
import { faultProxy } from '../tests/support/fault-proxy.ts';
import { startInbox } from '../tests/support/inbox-process.ts';
import { rowsOf, sendMany, sendQuestion } from '../tests/support/senders.ts';
import { isBuilt, buildSite } from '../src/commands/build-site.ts';
import { killedOnPostgres } from './faults/r2-killed-on-postgres.ts';
import { movedAndBack } from './faults/r13-moved-and-back.ts';

export const summary =
  'Counts what is lost or doubled: sent through a faulty proxy, sent offline and delivered later: [--sends 1000] [--offline 100] [--rate 0.3]; on PostgreSQL alone: r2 [--size 50], r13 [--size 100000]';

/** Rows that are also run alone: `npm run bench -- faults r2 --size 50`. */
const alone: Record<string, (options: readonly string[]) => Promise<void>> = {
  r2: killedOnPostgres,
  r13: movedAndBack,
};

export async function run(options: readonly string[]): Promise<void> {
  const only = alone[options[0] ?? ''];
  if (only) return only(options.slice(1));
  const { values } = parseArgs({
    args: [...options],
    options: {
      sends: { type: 'string', default: '1000' },
      offline: { type: 'string', default: '100' },
      rate: { type: 'string', default: '0.3' },
    },
  });
  if (!isBuilt() && (await buildSite()) !== 0) throw new Error('The site could not be built.');
  const folder = await mkdtemp(join(tmpdir(), 'bench-faults-'));
  const ends: (() => void)[] = [];
  try {
    const inbox = await startInbox(folder, { SITE_FOLDER: 'dist', HOST: 'localhost' }, (end) => ends.push(end));
    const database = join(folder, 'data/inbox.sqlite');
    const site = inbox.address.origin;
    await throughFaults(folder, site, database, Number(values.sends), Number(values.rate));
    await offline(folder, site, database, Number(values.offline));
    for (const each of Object.values(alone)) await each([]);
  } finally {
    for (const end of ends) end();
    await rm(folder, { recursive: true });
  }
}

/** A browser that keeps its storage in the folder, as a person's does. */
const openBrowser = (folder: string) =>
  chromium.launchPersistentContext(join(folder, 'profile'), {
    executablePath: browserForTests()!,
    locale: 'en-GB',
    timezoneId: 'Europe/London',
    args: [...(isRoot() ? ['--no-sandbox'] : []), '--disable-dev-shm-usage'],
  });

async function throughFaults(folder: string, site: string, database: string, count: number, rate: number) {
  const proxy = await faultProxy({ target: site, rate, seed: 1, stall: 30_000 });
  const context = await openBrowser(folder);
  const confirmed = await sendMany(context, proxy.address, { count, atOnce: 6 });
  await context.close();
  await proxy.close();
  console.log(`Through a proxy that harms ${rate * 100} %, ${count} sent from the form:`);
  console.table(proxy.made());
  report({ confirmed: new Set(confirmed).size, rows: rowsOf(database, confirmed) }, count);
}

async function offline(folder: string, site: string, database: string, count: number) {
  let context = await openBrowser(folder);
  const ids: string[] = [];
  for (let sent = 0; sent < count; sent += 1) {
    const page = await context.newPage();
    ids.push(await sendQuestion(page, site, () => context.setOffline(true)));
    await page.getByRole('heading', { name: 'Saved on this device' }).waitFor();
    await page.close();
    await context.setOffline(false);
    // The next page would send what waits: it is closed off until all are saved.
    await context.route('**/f/*', (route) => route.abort());
  }
  await context.close();
  context = await openBrowser(folder);
  const page = await context.newPage();
  await page.goto(site);
  for (const until = Date.now() + patience; Date.now() < until && (await waiting(page)) > 0;)
    await new Promise((resolve) => setTimeout(resolve, 500));
  const left = await waiting(page);
  await context.close();
  console.log(`Sent offline, the browser closed and opened again, ${count} times:`);
  report({ rows: rowsOf(database, ids) }, count);
  console.log(`Left in the queue: ${left}.`);
  if (left > 0) process.exitCode = 1;
}

/** How long the queue may take to be emptied (ms). */
const patience = 300_000;

/** How many submissions wait in the queue of the page's site. */
const waiting = (page: Page) =>
  page.evaluate(async () => {
    const request = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error!);
      });
    const database = await request(indexedDB.open('forms'));
    const all = database.transaction('queue').objectStore('queue').getAll() as IDBRequest<{ state: string }[]>;
    const kept = await request(all);
    database.close();
    return kept.filter(({ state }) => state === 'waiting').length;
  });

function report(counts: Record<string, number>, expected: number): void {
  console.table({ expected, ...counts });
  if (Object.values(counts).some((found) => found !== expected)) process.exitCode = 1;
}
