/** What keepers go through, with a real process: it ends with every acknowledged submission, and one of each mail. */
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { answersOf } from './support/answers.ts';
import { temporaryFolder } from './support/inbox.ts';
import { acknowledgedBy, postTo } from './support/post.ts';
import { run } from './support/run-command.ts';
import { startInbox, type RunningInbox } from './support/server.ts';

it('a restore of the wrong backup is undone by one of what it set aside', async () => {
  const folder = temporaryFolder();
  const paths = { databasePath: join(folder, 'data/inbox.sqlite'), keyFile: join(folder, 'keys/inbox.key') };
  const mailFolder = join(folder, 'data/mail');
  const receipts = () =>
    (existsSync(mailFolder) ? readdirSync(mailFolder) : []).filter((name) => name.startsWith('receipt'));
  const acknowledged: string[] = [];
  const take = async ({ address }: RunningInbox) => {
    acknowledged.push((await acknowledgedBy(postTo(address, answersOf('ask'))))!);
    await vi.waitFor(() => expect(receipts()).toHaveLength(acknowledged.length), { timeout: 15_000 });
  };
  const stop = async ({ process }: RunningInbox) => {
    const exit = once(process, 'exit');
    process.kill('SIGTERM');
    await exit;
  };
  const setAside = async (file: string) =>
    /What was there before is in (\S+?)\. /.exec((await run(paths, ['restore', file, '--replace'])).out)![1]!;

  const server = await startInbox(folder);
  await take(server);
  const wrong = join(folder, 'too-old.sqlite');
  await run(paths, ['backup', wrong]);
  await take(server);
  await stop(server);
  await setAside(await setAside(wrong));
  const again = await startInbox(folder);
  await take(again);
  await stop(again);

  const { store } = await openInbox(
    readConfig({ INBOX_DATABASE: `file:${paths.databasePath}`, INBOX_KEY_FILE: paths.keyFile }),
  );
  const stored = (await store.list({ limit: 100 })).map(({ submissionId }) => submissionId);
  await store.close();
  expect(stored.toSorted()).toEqual(acknowledged.toSorted());
  const ids = receipts().map((name) => /^Message-ID: (.*)$/im.exec(readFileSync(join(mailFolder, name), 'utf8'))?.[1]);
  expect([ids.length, new Set(ids).size]).toEqual([3, 3]);
}, 60_000);
