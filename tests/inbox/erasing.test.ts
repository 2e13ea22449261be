import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, inject, it } from 'vitest';
import { eraseSubmissions, finishErasures } from '#inbox/services/erase.ts';
import { StoreUnavailable } from '#inbox/stores/store.ts';
import { answersOf } from './support/answers.ts';
import { bytesBelow } from './support/bytes-below.ts';
import { openTestInbox } from './support/inbox.ts';
import { eraser } from './support/store-contract/samples.ts';

async function erasable() {
  const inbox = await openTestInbox();
  const answers = answersOf('ask');
  await inbox.postJson('ask', answers);
  const name = { form: 'ask' as const, submissionId: String(answers['submission_id']) };
  const place = { store: inbox.store, vault: inbox.vault, mailFolder: join(inbox.folder, 'data/mail') };
  mkdirSync(place.mailFolder, { recursive: true });
  const file = join(place.mailFolder, `receipt.ask.${name.submissionId}.eml`);
  const entries = async () =>
    (await inbox.store.auditOf(`ask/${name.submissionId}`)).filter(({ action }) => action === 'submission erased');
  return { ...inbox, place, name, file, entries };
}

it('reports a file that cannot be removed, records the erasure once, and finishes it later', async () => {
  const { place, name, file, entries, store } = await erasable();
  // A folder of that name cannot be removed as a file.
  mkdirSync(file);
  const { count, left } = await eraseSubmissions(place, [name], eraser);
  expect([count, left]).toEqual([1, expect.stringContaining(file)]);
  expect(await store.find(name)).toBeUndefined();
  expect(await entries()).toHaveLength(1);
  expect(await finishErasures(place, new Date(eraser.at))).toContain(file);
  rmSync(file, { recursive: true });
  writeFileSync(file, 'a mail');
  expect(await finishErasures(place, new Date(eraser.at))).toBeUndefined();
  expect(readdirSync(place.mailFolder)).toEqual([]);
  expect(await entries()).toHaveLength(1);
});

it('reports what a full disk leaves in the files as left, and not the erasure as failed', async () => {
  const { place, name, entries, store } = await erasable();
  const full = { ...store, clearFiles: () => Promise.reject(new StoreUnavailable('database or disk is full')) };
  const { count, left } = await eraseSubmissions({ ...place, store: full }, [name], eraser);
  expect([count, left]).toEqual([1, expect.stringContaining('disk is full')]);
  expect(await store.erasures()).toHaveLength(1);
  expect(await finishErasures(place, new Date(eraser.at))).toBeUndefined();
  expect(await entries()).toHaveLength(1);
});

it('finishes an erasure that was cut off after its commit, also for a mail written as a file after that', async () => {
  const { place, name, file, entries, store } = await erasable();
  await store.erase([name], eraser);
  expect(await entries()).toHaveLength(1);
  await finishErasures(place, new Date(eraser.at));
  writeFileSync(file, 'a mail that was under way');
  await finishErasures(place, new Date('2027-01-15T13:11:00.000Z'));
  expect(readdirSync(place.mailFolder)).toEqual([]);
  expect(await store.erasures()).toEqual([]);
});

// PostgreSQL keeps its log by itself.
it.skipIf(inject('postgres'))('leaves nothing in the log, even if another process was reading meanwhile', async () => {
  const { place, name, store, databasePath, folder } = await erasable();
  const box = Buffer.from((await store.find(name))!.answers.box.subarray(0, 64));
  const other = new DatabaseSync(databasePath);
  other.exec('BEGIN');
  other.prepare('SELECT count(*) FROM submission').get();
  const { left } = await eraseSubmissions(place, [name], eraser);
  expect(left).toContain('log');
  expect(bytesBelow(join(folder, 'data')).includes(box)).toBe(true);
  other.exec('COMMIT');
  other.close();
  expect(await finishErasures(place, new Date(eraser.at))).toBeUndefined();
  expect(bytesBelow(join(folder, 'data')).includes(box)).toBe(false);
});
