import type { Page } from '@playwright/test';
import { sendQuestion } from '../../tests/support/senders.ts';
import { exactly, type Row } from './row.ts';
import { openBrowser, startSite } from './site.ts';
import { storedIds } from './stored.ts';

/** The longest time that the queue may take to become empty (ms). */
const patience = 300_000;

export const row: Row = {
  id: 'R8',
  claim: 'Sent offline, the browser closed, opened again online: delivered, the queue empty',
  async run(trial) {
    const count = trial.share(100);
    const site = await startSite(trial);
    let context = await openBrowser(trial);
    trial.atEnd(() => context.close());
    const ids = new Set<string>();
    for (let sent = 0; sent < count; sent += 1) {
      const page = await context.newPage();
      ids.add(await sendQuestion(page, site, () => context.setOffline(true)));
      await page.getByRole('heading', { name: 'Saved on this device' }).waitFor();
      await page.close();
      await context.setOffline(false);
      // The next page would send the queue, so requests are blocked until all submissions are queued.
      await context.route('**/f/*', (route) => route.abort());
    }
    await context.close();
    context = await openBrowser(trial);
    const page = await context.newPage();
    await page.goto(site);
    for (const until = Date.now() + patience; Date.now() < until && (await waiting(page)) > 0;)
      await new Promise((resolve) => setTimeout(resolve, 500));
    return [
      exactly('left in the queue', 0, await waiting(page)),
      exactly('rows', count, (await storedIds(trial)).filter((id) => ids.has(id)).length),
    ];
  },
};

/** Returns how many submissions wait in the queue of the page's site. */
const waiting = (page: Page) =>
  page.evaluate(async () => {
    const request = <T>(asked: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        asked.onsuccess = () => resolve(asked.result);
        asked.onerror = () => reject(asked.error!);
      });
    const database = await request(indexedDB.open('forms'));
    const all = database.transaction('queue').objectStore('queue').getAll() as IDBRequest<{ state: string }[]>;
    const queue = await request(all);
    database.close();
    return queue.filter(({ state }) => state === 'waiting').length;
  });
