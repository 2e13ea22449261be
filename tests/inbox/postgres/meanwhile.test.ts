/** What one process does while another is in the middle of its transaction. */
import { setTimeout as pause } from 'node:timers/promises';
import { expect, it, onTestFinished, vi } from 'vitest';
import { openPostgresStore } from '#inbox/stores/postgres/store.ts';
import { writeLock } from '#inbox/stores/postgres/transactions.ts';
import type { NewImport, Store } from '#inbox/stores/store.ts';
import { withClient } from '../../support/postgres.ts';
import { claimAll } from '../support/claim-all.ts';
import { postgresForTest } from '../support/database.ts';
import { at, eraser, submission } from '../support/store-contract/samples.ts';
import { testHide, testLink } from '../support/test-link.ts';

async function openTwo(): Promise<{ url: string; one: Store; other: Store }> {
  const url = (await postgresForTest())!;
  const open = () => openPostgresStore(url, testLink, testHide);
  const [one, other] = [await open(), await open()];
  onTestFinished(async () => {
    await one.close();
    await other.close();
  });
  return { url, one, other };
}

const importOf = (importId: string, count: number): NewImport => ({
  importId,
  form: 'mentor',
  submissions: Array.from({ length: count }, (_, index) =>
    submission({ form: 'mentor', emailCode: Buffer.from(`${importId} ${String(index)}`), mail: ['imported'] }),
  ),
  mailDueAt: at(10),
});

const kim = { at: at(12), actor: 'staff:kim' };

/** Waits until a connection to the database waits for a lock of another. */
const untilHeldUp = (url: string): Promise<void> =>
  vi.waitFor(async () => {
    const waiting = await withClient(url, (client) =>
      client.query("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"),
    );
    expect(waiting.rowCount).toBeGreaterThan(0);
  }, 10_000);

it('the undo of an import waits for a mail that is being claimed, and keeps its recipient', async () => {
  const { url, one } = await openTwo();
  await one.addImport(importOf('one', 2), kim);
  await withClient(url, async (claiming) => {
    await claiming.query(`BEGIN; UPDATE outbox SET message_id = '<first>', claimed_until = '${at(40)}'
      WHERE seq = (SELECT min(seq) FROM outbox)`);
    const undone = one.undoImport('one', kim);
    await untilHeldUp(url);
    await claiming.query('COMMIT');
    expect(await undone).toBe(1);
  });
  expect(await one.count({})).toBe(1);
});

it('nobody is told of an import that was undone at the same moment', async () => {
  const { one, other } = await openTwo();
  for (let round = 0; round < 20; round += 1) {
    const importId = `import ${String(round)}`;
    await one.addImport(importOf(importId, 5), kim);
    const [count, claimed] = await Promise.all([
      pause(round % 5).then(() => one.undoImport(importId, kim)),
      claimAll(other, at(20)),
    ]);
    const kept = (await one.imported(importId)).map(({ name }) => name.submissionId).sort();
    expect(claimed.map(({ name }) => name?.submissionId).sort()).toEqual(kept);
    expect(count).toBe(5 - kept.length);
  }
});

it('a mail, a reminder and a check-in’s reminder wait for an erasure, and leave nothing about who was erased', async () => {
  const { url, one } = await openTwo();
  const [mentee, mentor, asked] = [
    submission({ form: 'mentee', mail: [] }),
    submission({ form: 'mentor', emailCode: Buffer.from('mentor'), mail: [] }),
    submission({ form: 'mentee', emailCode: Buffer.from('asked'), mail: [] }),
  ];
  for (const each of [mentee, mentor, asked]) await one.accept(each);
  await one.match({ mentee, mentor }, 2, false, eraser);
  await one.offer(
    [{ about: asked, mentor }],
    new Map([[mentor.submissionId, 2]]),
    { days: 5, answerBy: '2027-01-20' },
    eraser,
  );
  const match = (await one.matches())[0]!.seq;
  await one.askCheckIns([{ match, kind: 'start', side: 'mentor' }], eraser, false);
  const checkIn = (await one.checkIns('unanswered'))[0]!.seq;
  const offer = (await one.offers('waiting'))[0]!.seq;
  await withClient(url, async (erasing) => {
    await erasing.query('BEGIN');
    await erasing.query(writeLock);
    const written = Promise.all([
      one.queueMail([{ to: mentor, kind: 'match-ended', key: 'one' }], at(20)),
      one.remindOfOffers([offer], at(20)),
      one.remindOfCheckIns([checkIn], at(20)),
    ]);
    await untilHeldUp(url);
    await erasing.query('DELETE FROM outbox');
    await erasing.query('DELETE FROM submission');
    await erasing.query('COMMIT');
    await written;
    expect((await erasing.query('SELECT kind FROM outbox')).rows).toEqual([]);
  });
});
