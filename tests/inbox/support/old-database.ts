/** Databases of earlier versions, for the tests of upgrades. */
import { randomUUID } from 'node:crypto';
import type { Kysely } from 'kysely';
import { expect } from 'vitest';
import { auditText, firstLink } from '#inbox/stores/audit-link.ts';
import type { Store } from '#inbox/stores/store.ts';
import { claimAll } from './claim-all.ts';
import { testLink } from './test-link.ts';

/** When everything in them was stored. */
export const at = '2027-01-15T12:00:00.000Z';

/** Writes everything that the first version could store into tables of any version. Returns the id of the submission. */
export async function fillAsFirstVersion(db: Kysely<never>): Promise<string> {
  const submissionId = randomUUID();
  const insert = (table: string, row: Record<string, string | number | Uint8Array | null>) =>
    (db as unknown as Kysely<Record<string, Record<string, unknown>>>).insertInto(table).values(row).execute();
  const sealed = { key_id: 'k1', nonce: Buffer.from('nonce'), box: Buffer.from('answers') };
  const about = { form: 'ask', submission_id: submissionId, reference: 'ABCDEFGH', status: 'late', round: '2026-27' };
  const codes = { body_code: Buffer.from('body'), email_code: Buffer.from('ada') };
  await insert('submission', { ...about, form_version: '1', received_at: at, ...sealed, ...codes });
  await insert('enclosure', { submission: 1, kind: 'adjustments', at, ...sealed });
  await insert('outbox', { submission: 1, kind: 'receipt', due_at: at });
  const entry = { at, actor: 'applicant', action: 'submission stored', subject: `ask/${submissionId}`, detail: 'late' };
  await insert('audit', { seq: 1, ...entry, link: testLink(firstLink, auditText(1, entry)) });
  await insert('staff', { name: 'kim', password: 'hash', created_at: at });
  await insert('session', { id_hash: Buffer.from('one'), staff: 'kim', started_at: at, seen_at: at });
  return submissionId;
}

/** Fails unless the store has its tables, the submission, and its one mail. */
export async function expectWhole(store: Store, submissionId: string, when: string): Promise<void> {
  const found = await store.find({ form: 'ask', submissionId });
  expect(found?.reference, when).toBe('ABCDEFGH');
  expect([await store.isReady(), await store.integrity()], when).toEqual([true, []]);
  expect(
    (await claimAll(store, at)).map(({ kind }) => kind),
    when,
  ).toEqual(['receipt']);
}

/**
 * Fails unless everything is there, and everything new works.
 * @param name the version from which it was upgraded
 */
export async function expectUpgraded(store: Store, submissionId: string, name: string): Promise<void> {
  const one = { form: 'ask' as const, submissionId };
  const found = await store.find(one);
  expect(found).toMatchObject({ reference: 'ABCDEFGH', status: 'late', round: '2026-27', receivedAt: at });
  expect(Buffer.from(found!.answers.box).toString()).toBe('answers');
  expect(found?.arrived).toBe(name === '0001-begin' ? 'late' : 'new');
  expect((await store.enclosures(one)).map(({ kind }) => kind)).toEqual(['adjustments']);
  expect(await store.ofApplicant(Buffer.from('ada'))).toHaveLength(1);
  await expectWhole(store, submissionId, name);
  expect(await store.mailCounts()).toMatchObject({ waiting: 1, oldest: at });
  expect(await store.staff('kim')).toMatchObject({ password: 'hash', role: 'admin', disabledAt: null });
  expect(await store.sessions('kim')).toMatchObject([{ startedAt: at, browser: '' }]);
  expect(await store.secondStep('kim')).toBeUndefined();

  await store.change([one], { status: 'booked', assignedTo: 'kim' }, { at, actor: 'staff:kim' });
  await store.change([one], { meeting: found!.answers }, { at, actor: 'staff:kim' });
  expect(await store.meetings()).toHaveLength(1);
  let previous = firstLink;
  for await (const record of store.audit()) {
    expect(Buffer.from(record.link)).toEqual(testLink(previous, auditText(record.seq, record)));
    previous = record.link;
  }
  expect(await store.auditLength()).toBe(4);
}
