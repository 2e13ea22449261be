/** A clock that is wrong for one start, on both databases: nothing is lost, and all goes on once it is right. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { meddle } from './support/database.ts';
import { moved, openDrill, type Drill } from './support/drill.ts';

/** When the server last looked for what to erase, by its clock; null while it looks. */
async function erasedAt({ settings }: Drill): Promise<unknown> {
  const [chore] = await meddle(settings.INBOX_DATABASE, "SELECT done_at FROM chore WHERE name = 'retention'");
  return chore?.['done_at'];
}

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
    const folder = join(drill.folder, 'backups/hourly');
    let backups = 0;
    let erased: unknown;
    for (const days of [0, ...wrong, 0]) {
      const server = await drill.start(moved(days));
      expect(await drill.send(server)).toBeDefined();
      backups += 1;
      const before = erased;
      await vi.waitFor(
        async () => {
          erased = await erasedAt(drill);
          expect(erased).toEqual(expect.any(String));
          expect(erased).not.toBe(before);
        },
        { timeout: 30_000, interval: 100 },
      );
      expect(readdirSync(folder).filter((name) => name.endsWith('.sqlite')).length).toBeGreaterThanOrEqual(backups);
      if (backups <= wrong.length + 1) await drill.stop(server);
    }
    await drill.expectWhole();
    const recorded = await actions(drill);
    expect(recorded).not.toContain('submission erased');
    expect(recorded.filter((action) => action === 'clock doubted')).toHaveLength(wrong.length + 1);
  },
  120_000,
);
