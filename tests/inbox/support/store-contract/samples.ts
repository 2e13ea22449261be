import { randomUUID } from 'node:crypto';
import { expect } from 'vitest';
import type { Actor, NewLink, NewRun, NewSubmission, Store, SubmissionName } from '#inbox/stores/store.ts';
import { auditText, firstLink } from '#inbox/stores/audit-link.ts';
import type { Sealed } from '#inbox/vault.ts';
import { claimAll } from '../claim-all.ts';
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
export const kim = (minute: number): Actor => ({ at: at(minute), actor: 'staff:kim' });
export const applicant = (minute: number): Actor => ({ at: at(minute), actor: 'applicant' });

/** The round of the people of `withPeople`. */
export const round = '2026-27';
/** Until when a mentor is asked. */
export const terms = { days: 5, answerBy: '2027-01-20' };

export const nameOf = ({ form, submissionId }: SubmissionName): SubmissionName => ({ form, submissionId });

/** Opens a store with three mentees and two mentors. */
export async function withPeople(open: Open) {
  const store = await open();
  const mentee = () => submission({ form: 'mentee', round });
  const mentor = () => submission({ form: 'mentor', round: null });
  const people = { ada: mentee(), kit: mentee(), zoe: mentee(), grace: mentor(), lou: mentor() };
  for (const each of Object.values(people)) await store.accept(each);
  return { store, ...people };
}

/** A mentee and a mentor. */
export type Two = readonly [NewSubmission, NewSubmission];

export const runOf = (pairs: readonly Two[], left: readonly NewSubmission[] = []): NewRun => ({
  ...{ round, cause: 'Proposed', settings: '{}', totals: '{}', inputHash: 'hash' },
  pairs: pairs.map(([mentee, mentor]) => ({
    ...{ mentee: mentee.submissionId, mentor: mentor.submissionId },
    ...{ points: 7, canMeet: true, sectorRank: 0, isCarriedOver: false, isLocked: false },
  })),
  left: left.map(({ submissionId }) => ({ mentee: submissionId, why: '{}' })),
});

/** One place for each mentor. */
export const placesOf = (...mentors: NewSubmission[]) => new Map(mentors.map(({ submissionId }) => [submissionId, 1]));

/** Returns who is mailed one kind of mail, in the order of the numbers. */
export const mailTo = async (store: Store, kind: string) =>
  (await claimAll(store, at(59)))
    .filter((mail) => mail.kind === kind)
    .map((mail) => mail.name?.submissionId)
    .sort();

export const idsOf = (...submissions: SubmissionName[]) => submissions.map(({ submissionId }) => submissionId).sort();

/** Checks that all rows of a store can be carried to another one, and returns that. */
export async function carried(store: Store, open: Open): Promise<Store> {
  const other = await open();
  await other.fill(store.rows());
  expect(await rowsOf(other)).toEqual(await rowsOf(store));
  return other;
}

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
