/** A clock that is wrong for one start, on both databases: nothing is lost, and all goes on once it is right. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { openDrill, type Drill } from './support/drill.ts';

const movedClock = join(import.meta.dirname, '../support/moved-clock.mjs');

/** The settings of a server on a machine whose clock is moved by this many days. */
const moved = (days: number) => ({ MOVED_DAYS: String(days), NODE_OPTIONS: `--import=${movedClock}` });

async function actions({ settings }: Drill): Promise<string[]> {
  const { store } = await openInbox(readConfig(settings));
  const found: string[] = [];
  for await (const { action } of store.audit()) found.push(action);
  await store.close();
  return found;
}

it.each<[string, readonly number[]]>([
  ['three years ahead', [3 * 365]],
  ['ahead, and a year back', [3 * 365, -365]],
  ['a day back', [-1]],
  ['at the beginning of time', [-20_000]],
])(
  'a start with the clock %s erases nothing; after the clock is corrected, mail and backups continue',
  async (_, wrong) => {
    const drill = await openDrill({ CLOCK: '' });
    let backups = 0;
    for (const days of [0, ...wrong, 0]) {
      const server = await drill.start(moved(days));
      expect(await drill.send(server)).toBeDefined();
      backups += 1;
      const folder = join(drill.folder, 'backups/hourly');
      await vi.waitFor(
        () =>
          expect(readdirSync(folder).filter((name) => name.endsWith('.sqlite')).length).toBeGreaterThanOrEqual(backups),
        { timeout: 30_000, interval: 200 },
      );
      // What comes after the backup in the same round of chores erases.
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      if (backups <= wrong.length + 1) await drill.stop(server);
    }
    await drill.expectWhole();
    const recorded = await actions(drill);
    expect(recorded).not.toContain('submission erased');
    expect(recorded.filter((action) => action === 'clock doubted')).toHaveLength(wrong.length + 1);
  },
  120_000,
);
