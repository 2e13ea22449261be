import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Actor, NewLink, NewSubmission, Store, SubmissionName } from '#inbox/stores/store.ts';
import { auditText, firstLink } from '#inbox/stores/audit-link.ts';
import type { Sealed } from '#inbox/vault.ts';
import { testLink } from '../test-link.ts';

/** Opens an empty store that is closed after the test. */
export type Open = () => Promise<Store>;

export const box = (text: string): Sealed => ({ keyId: 'k1', nonce: Buffer.from('nonce'), box: Buffer.from(text) });

export const submission = (changes: Partial<NewSubmission> = {}): NewSubmission => ({
  form: 'ask',
  submissionId: randomUUID(),
  reference: 'ABCDEFGH',
  arrived: 'new',
  round: '2026-27',
  formVersion: '1',
  receivedAt: '2027-01-15T12:00:00.000Z',
  queuedAt: null,
  answers: box('answers'),
  adjustments: null,
  bodyCode: Buffer.from('body'),
  emailCode: Buffer.from('ada'),
  repeat: null,
  duplicates: 'none',
  mail: ['receipt', 'notice'],
  ...changes,
});

/** Returns a new link to the page of a submission. */
export const linkOf = ({ form, submissionId }: SubmissionName, changes: Partial<NewLink> = {}): NewLink => ({
  purpose: 'application',
  submission: { form, submissionId },
  about: '',
  tokenHash: Buffer.from(randomUUID()),
  nonce: Buffer.from('nonce'),
  createdAt: '2027-01-15T12:00:00.000Z',
  expiresAt: null,
  ...changes,
});

/** The actor of erasures in tests. */
export const eraser: Actor = { at: '2027-01-15T13:00:00.000Z', actor: 'test' };

export const at = (minute: number) => `2027-01-15T12:${String(minute).padStart(2, '0')}:00.000Z`;

/** Checks every link of the audit and returns its length. */
export async function unbroken(store: Store): Promise<number> {
  let previous = firstLink;
  let count = 0;
  for await (const entry of store.audit()) {
    count += 1;
    expect(entry.seq).toBe(count);
    expect(Buffer.from(entry.link)).toEqual(testLink(previous, auditText(entry.seq, entry)));
    previous = entry.link;
  }
  return count;
}

/** Returns all rows of a store, with bytes in a form that can be compared. */
export async function rowsOf(store: Store) {
  const portions = [];
  for await (const { table, rows } of store.rows())
    portions.push({
      table,
      rows: rows.map((row) =>
        Object.fromEntries(
          Object.entries<unknown>(row)
            .map(([name, value]): [string, unknown] => [
              name,
              value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value,
            ])
            .sort(),
        ),
      ),
    });
  return portions;
}
