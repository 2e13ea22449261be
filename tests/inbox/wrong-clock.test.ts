import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { openInbox } from '#inbox/open-inbox.ts';
import { readConfig } from '#inbox/config.ts';
import { answersOf } from './support/answers.ts';
import { temporaryFolder } from './support/inbox.ts';
import { postTo } from './support/post.ts';
import { startInbox } from './support/server.ts';

const movedClock = join(import.meta.dirname, '../support/moved-clock.mjs');

/** Starts the server with the machine's clock moved by this many days. */
const startMoved = (folder: string, days: number) =>
  startInbox(folder, { CLOCK: '', MOVED_DAYS: String(days), NODE_OPTIONS: `--import=${movedClock}` });

async function end({ process }: Awaited<ReturnType<typeof startMoved>>): Promise<void> {
  const exit = once(process, 'exit');
  process.kill('SIGTERM');
  await exit;
}

const withStore = async <T>(folder: string, use: (inbox: Awaited<ReturnType<typeof openInbox>>) => Promise<T>) => {
  const inbox = await openInbox(
    readConfig({ INBOX_DATABASE: `file:${folder}/data/inbox.sqlite`, INBOX_KEY_FILE: `${folder}/keys/inbox.key` }),
  );
  try {
    return await use(inbox);
  } finally {
    await inbox.store.close();
  }
};

const actions = (folder: string) =>
  withStore(folder, async ({ store }) => {
    const found: string[] = [];
    for await (const { action } of store.audit()) found.push(action);
    return found;
  });

const backups = (folder: string) => readdirSync(join(folder, 'backups/hourly'));

it.each([
  ['three years ahead', 3 * 365],
  ['a day back', -1],
  ['a year back', -365],
])(
  'a start with the clock %s erases nothing; after the clock is corrected, mail and backups continue',
  async (_, days) => {
    const folder = temporaryFolder();
    const right = await startMoved(folder, 0);
    expect((await postTo(right.address, answersOf('ask'))).status).toBe(200);
    await vi.waitFor(() => expect(backups(folder)).toHaveLength(1), 10_000);
    await end(right);

    const wrong = await startMoved(folder, days);
    const asked = await postTo(wrong.address, answersOf('ask'));
    expect(asked.status).toBe(200);
    await vi.waitFor(() => expect(backups(folder).length).toBeGreaterThan(1), 10_000);
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    await end(wrong);

    const again = await startMoved(folder, 0);
    expect((await postTo(again.address, answersOf('ask'))).status).toBe(200);
    await vi.waitFor(() => expect(readdirSync(join(folder, 'data/mail'))).toHaveLength(3), 15_000);
    await vi.waitFor(() => expect(backups(folder).length).toBeGreaterThan(2), 15_000);
    await end(again);

    expect(await withStore(folder, async ({ store }) => (await store.counts({})).all)).toBe(3);
    const recorded = await actions(folder);
    expect(recorded).not.toContain('submission erased');
    expect(recorded.filter((action) => action === 'clock doubted')).toHaveLength(2);
  },
  90_000,
);
