/** A restore that is killed at any moment leaves either the old database or the backup, and the next command completes it. */
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verifyStore } from '#inbox/cli/verify.ts';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { removeOldCopies } from '#inbox/services/backups.ts';
import { startCommand, workingFolder } from '../support/inbox-process.ts';
import { openTestInbox } from './support/inbox.ts';
import { run } from './support/run-command.ts';

/** How many restores are killed, and how many may end before that: how long one takes changes with what else the machine does. */
const kills = 3;
const most = 12;

it('a restore that is killed leaves the old or the new database whole, and nothing else for long', async () => {
  const inbox = await openTestInbox();
  const settings = { INBOX_DATABASE: inbox.database, INBOX_KEY_FILE: inbox.keyFile };
  const cwd = workingFolder(inbox.folder);
  const backups: { file: string; count: number }[] = [];
  for (const count of [1, 2]) {
    for (let sent = 0; sent < 20; sent += 1) await inbox.postJson('contact');
    const file = join(inbox.folder, `${String(count)}.sqlite`);
    await run(inbox, ['backup', file]);
    backups.push({ file, count: 20 * count });
  }
  await inbox.store.close();
  const restore = async ({ file }: { file: string }, killMs?: number) => {
    const started = performance.now();
    const child = startCommand(inbox.folder, ['restore', file, '--replace'], settings);
    let errors = '';
    child.stderr.on('data', (chunk: Buffer) => (errors += chunk.toString()));
    const timer = killMs === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killMs);
    await once(child, 'close');
    clearTimeout(timer);
    return { ms: performance.now() - started, isKilled: child.signalCode === 'SIGKILL', code: child.exitCode, errors };
  };
  const stored = async () => {
    const { store, vault } = await openInbox(readConfig(settings));
    const { problems } = await verifyStore(store, vault);
    const count = await store.count({});
    await store.close();
    expect(problems).toEqual([]);
    return count;
  };

  const { ms } = await restore(backups[0]!);
  let live = await stored();
  expect(live).toBe(20);
  let killed = 0;
  // A restore writes near its end. So each is killed a little later than the last one, or sooner where that was too late.
  let after = 0.7 * ms;
  for (let tried = 0; killed < kills && tried < most; tried += 1) {
    const next = backups.find(({ count }) => count !== live)!;
    const done = await restore(next, after);
    const now = await stored();
    expect([live, next.count]).toContain(now);
    if (!done.isKilled) expect([done.code, now]).toEqual([0, next.count]);
    if (done.isKilled) killed += 1;
    after = done.isKilled ? 1.15 * after : 0.8 * done.ms;
    live = now;
  }
  expect(killed).toBe(kills);

  const last = backups.find(({ count }) => count !== live)!;
  expect(await restore(last)).toMatchObject({ code: 0 });
  expect(await stored()).toBe(last.count);
  // The server does this every minute.
  const config = readConfig(settings);
  const at = process.cwd();
  process.chdir(cwd);
  removeOldCopies(config, new Date());
  process.chdir(at);
  const left = ['data', 'backups'].flatMap((folder) => filesIn(join(inbox.folder, folder)));
  expect(left.filter((name) => /part|incoming/.test(name))).toEqual([]);
}, 240_000);

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}
