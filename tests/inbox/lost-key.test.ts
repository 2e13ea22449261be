import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '#inbox/config.ts';
import { openInbox } from '#inbox/open-inbox.ts';
import { box, eraser } from './support/store-contract/samples.ts';
import { openTestInbox, temporaryFolder } from './support/inbox.ts';
import { run } from './support/run-command.ts';

const open = (database: string, keyFile: string) =>
  openInbox(readConfig({ INBOX_DATABASE: database, INBOX_KEY_FILE: keyFile }));

it.each([
  ['an account', /holds an audit that only its key can continue.*If it is lost for good/, 'account'],
  ['a submission', /holds submissions that only its key can read/, 'submission'],
  ['a submission that was erased', /holds an audit/, 'erased'],
  ['a phone for the login', /holds submissions/, 'phone'],
])('makes no new key if there is %s, and accepts no other one', async (_, words, stage) => {
  const inbox = await openTestInbox();
  if (stage === 'account' || stage === 'phone') await run(inbox, ['staff', 'add', 'kim']);
  if (stage === 'phone') await inbox.store.beginSecondStep('kim', box('secret'), '2027-01-15T12:00:00.000Z');
  if (stage === 'submission' || stage === 'erased') await inbox.postJson('ask');
  if (stage === 'erased') await inbox.store.erase(await inbox.store.list({ limit: 1 }), eraser);
  await inbox.store.close();
  const other = join(temporaryFolder(), 'keys/inbox.key');
  const { store } = await open(`file:${join(temporaryFolder(), 'data/inbox.sqlite')}`, other);
  await store.close();
  await expect(open(inbox.database, other)).rejects.toThrow('is not the one of this database');
  rmSync(inbox.keyFile);
  await expect(open(inbox.database, inbox.keyFile)).rejects.toThrow(words);
});

it('makes a key if there is no data yet', async () => {
  const inbox = await openTestInbox();
  await inbox.store.close();
  rmSync(inbox.keyFile);
  await (await open(inbox.database, inbox.keyFile)).store.close();
});
