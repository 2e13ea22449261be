import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { auditText, firstLink } from '#inbox/stores/audit-link.ts';
import type { NewSubmission, Store } from '#inbox/store.ts';
import type { Sealed } from '#inbox/vault.ts';

const box = (text: string): Sealed => ({ keyId: 'k1', nonce: Buffer.from('nonce'), box: Buffer.from(text) });

const submission = (changes: Partial<NewSubmission> = {}): NewSubmission => ({
  form: 'ask',
  submissionId: randomUUID(),
  reference: 'ABCDEFGH',
  status: 'new',
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

const at = (minute: number) => `2027-01-15T12:${String(minute).padStart(2, '0')}:00.000Z`;

/** Links of the audit as the contract's stores make them. */
export const testLink = (previous: Uint8Array, entry: string): Uint8Array =>
  Buffer.from(`${String(previous.length)} ${entry}`);

/**
 * What every store does, whatever the database.
 * @param open gives an empty store that is closed after the test; twice on the same place when given one
 */
export function describeStore(name: string, open: () => Promise<Store>): void {
  describe(`the store on ${name}`, () => {
    it('gives back what it took', async () => {
      const store = await open();
      const taken = submission({ queuedAt: at(0), adjustments: box('apart') });
      expect(await store.accept(taken)).toMatchObject({
        isNew: true,
        differs: false,
        submissionId: taken.submissionId,
      });
      const found = await store.find(taken);
      expect(found).toMatchObject({
        form: 'ask',
        status: 'new',
        reference: 'ABCDEFGH',
        queuedAt: at(0),
        duplicateOf: null,
        readAt: null,
      });
      expect(Buffer.from(found?.answers.box ?? []).toString()).toBe('answers');
      const [apart] = await store.enclosures(taken);
      expect([apart?.kind, Buffer.from(apart?.content.box ?? []).toString()]).toEqual(['adjustments', 'apart']);
      expect(await store.find({ form: 'mentor', submissionId: taken.submissionId })).toBeUndefined();
      expect(await store.keyIds()).toEqual(['k1']);
    });

    it('takes an id once, says whether the answers differ, and keeps each differing body once', async () => {
      const store = await open();
      const first = submission();
      const results = await Promise.all(
        [first, first, { ...first, bodyCode: Buffer.from('other') }].map((each) => store.accept(each)),
      );
      expect(results.map(({ isNew, differs }) => [isNew, differs])).toEqual([
        [true, false],
        [false, false],
        [false, true],
      ]);
      for (let time = 0; time < 2; time += 1)
        await store.addDiffering(first, at(1), Buffer.from('other'), box('other'));
      expect((await store.enclosures(first)).map(({ kind }) => kind)).toEqual(['differing']);
      expect((await store.counts({})).all).toBe(1);
    });

    it('knows a repeat without an id by its code, for as long as it is asked to', async () => {
      const store = await open();
      const repeat = (since: string) => ({ code: Buffer.from('repeat'), since });
      const first = submission({ repeat: repeat(at(0)), receivedAt: at(5) });
      await store.accept(first);
      const again = await store.accept(submission({ repeat: repeat(at(4)), receivedAt: at(14) }));
      expect(again).toMatchObject({ isNew: false, submissionId: first.submissionId });
      expect(await store.accept(submission({ repeat: repeat(at(5)), receivedAt: at(15) }))).toMatchObject({
        isNew: true,
      });
      expect(await store.accept(submission({ form: 'mentor', repeat: repeat(at(0)) }))).toMatchObject({ isNew: true });
    });

    it('links a second of the same applicant to the first, by round or while the first is open', async () => {
      const store = await open();
      const mentee = (changes: Partial<NewSubmission>) =>
        submission({ form: 'mentee', duplicates: 'of-round', ...changes });
      const first = mentee({ receivedAt: at(0) });
      const [second, otherRound, other] = [
        mentee({ receivedAt: at(1) }),
        mentee({ round: '2027-28' }),
        mentee({ emailCode: Buffer.from('kim') }),
      ];
      const ask = submission({ duplicates: 'of-open' });
      const askAgain = submission({ duplicates: 'of-open', receivedAt: at(2), round: '2027-28' });
      for (const each of [first, second, otherRound, other, ask, askAgain]) await store.accept(each);
      const linked = async (each: NewSubmission) => (await store.find(each))?.duplicateOf;
      expect(await linked(second)).toBe(first.submissionId);
      expect(await linked(askAgain)).toBe(ask.submissionId);
      expect(await Promise.all([first, otherRound, other, ask].map(linked))).toEqual([null, null, null, null]);
    });

    it('stores the neighbours of one that cannot be stored', async () => {
      const store = await open();
      const broken = submission({ form: null as unknown as 'ask' });
      const results = await Promise.allSettled([submission(), broken, submission()].map((each) => store.accept(each)));
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      expect((await store.counts({})).all).toBe(2);
    });

    it('lists by form, status and duplicates, in both orders, page by page', async () => {
      const store = await open();
      const all = Array.from({ length: 7 }, (_, index) =>
        submission({
          receivedAt: at(Math.floor(index / 2)),
          form: index % 2 ? 'mentor' : 'ask',
          status: index === 3 ? 'late' : index === 5 ? 'suspect' : 'new',
        }),
      );
      for (const each of all) await store.accept(each);
      for (const order of ['newest', 'oldest'] as const) {
        const seen: string[] = [];
        let page = await store.list({ limit: 3, order });
        while (page.length > 0) {
          seen.push(...page.map(({ submissionId }) => submissionId));
          page = await store.list({ limit: 3, order, after: page.at(-1)?.seq });
        }
        const sorted = all.map(({ submissionId }) => submissionId);
        expect(seen).toEqual(order === 'oldest' ? sorted : sorted.toReversed());
      }
      expect(await store.list({ form: 'mentor', limit: 9 })).toHaveLength(3);
      expect((await store.list({ status: 'late', limit: 9 })).map(({ submissionId }) => submissionId)).toEqual([
        all[3]?.submissionId,
      ]);
      expect(await store.list({ duplicates: true, limit: 9 })).toEqual([]);
      expect(await store.counts({})).toEqual({ all: 7, unread: 7, late: 1, suspect: 1, duplicate: 0 });
      expect(await store.counts({ form: 'mentor' })).toMatchObject({ all: 3, suspect: 1 });
    });

    it('remembers the first time something was read', async () => {
      const store = await open();
      const one = submission();
      await store.accept(one);
      await store.markRead(one, at(1));
      await store.markRead(one, at(2));
      expect((await store.find(one))?.readAt).toBe(at(1));
      expect((await store.counts({})).unread).toBe(0);
    });

    it('finds and erases a person, with all that belongs to them', async () => {
      const store = await open();
      const [first, second, other] = [
        submission({ adjustments: box('apart') }),
        submission({ duplicates: 'of-open', receivedAt: at(1) }),
        submission({ emailCode: Buffer.from('kim') }),
      ];
      for (const each of [first, second, other]) await store.accept(each);
      expect(await store.ofApplicant(Buffer.from('ada'))).toHaveLength(2);
      expect(await store.erase([first])).toBe(1);
      expect(await store.enclosures(first)).toEqual([]);
      expect((await store.find(second))?.duplicateOf).toBeNull();
      expect(await store.erase(await store.ofApplicant(Buffer.from('ada')))).toBe(1);
      expect(await store.ofApplicant(Buffer.from('ada'))).toEqual([]);
      expect((await store.counts({})).all).toBe(1);
    });

    it('chains the audit, also when entries come together', async () => {
      const store = await open();
      await Promise.all([
        store.accept(submission()),
        store.record({ at: at(1), actor: 'a', action: 'b', subject: 'c', detail: '' }),
        store.accept(submission()),
      ]);
      const entries = [];
      for await (const entry of store.audit()) entries.push(entry);
      expect(entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
      let previous = firstLink;
      for (const entry of entries) {
        expect(Buffer.from(entry.link)).toEqual(testLink(previous, auditText(entry.seq, entry)));
        previous = entry.link;
      }
    });

    it('keeps accounts and their sessions', async () => {
      const store = await open();
      const kim = { name: 'kim', password: 'hash', createdAt: at(0), disabledAt: null };
      expect([await store.addStaff(kim), await store.addStaff({ ...kim, password: 'other' })]).toEqual([true, false]);
      expect(await store.staff('kim')).toEqual(kim);
      const session = { idHash: Buffer.from('one'), staff: 'kim', startedAt: at(0), seenAt: at(0) };
      await store.openSession(session);
      await store.touchSession(session.idHash, at(5));
      expect((await store.session(Buffer.from('one')))?.seenAt).toBe(at(5));
      await store.endSessions(at(0), at(5));
      expect(await store.session(session.idHash)).toBeDefined();
      await store.endSessions(at(0), at(6));
      expect(await store.session(session.idHash)).toBeUndefined();
      await store.openSession(session);
      expect([
        await store.changeStaff('kim', { disabledAt: at(9) }),
        await store.changeStaff('lee', { disabledAt: at(9) }),
      ]).toEqual([true, false]);
      expect(await store.session(session.idHash)).toBeUndefined();
      expect((await store.allStaff()).map(({ name: each, disabledAt }) => [each, disabledAt])).toEqual([
        ['kim', at(9)],
      ]);
    });

    it('is ready until it is closed, and then takes nothing', async () => {
      const store = await open();
      expect(await store.isReady()).toBe(true);
      expect(await store.integrity()).toEqual([]);
      await store.close();
      expect(await store.isReady()).toBe(false);
      await expect(store.accept(submission())).rejects.toThrow('shutting down');
    });
  });
}
