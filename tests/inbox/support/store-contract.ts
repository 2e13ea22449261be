import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { auditText, firstLink } from '#inbox/stores/audit-link.ts';
import { StoreNotEmpty, type Change, type ListOptions, type NewSubmission, type Store } from '#inbox/store.ts';
import { openSqliteStore } from '#inbox/stores/sqlite/store.ts';
import { claimAll } from './claim-all.ts';
import type { Sealed } from '#inbox/vault.ts';
import { temporaryFolder } from './inbox.ts';
import { testLink } from './test-link.ts';

const box = (text: string): Sealed => ({ keyId: 'k1', nonce: Buffer.from('nonce'), box: Buffer.from(text) });

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

const at = (minute: number) => `2027-01-15T12:${String(minute).padStart(2, '0')}:00.000Z`;

/** Goes along the chain of the audit; gives how long it is. */
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

/** All that a store gives of itself, with bytes in a form that can be compared. */
async function rowsOf(store: Store) {
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
        arrived: 'new',
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
      const first = submission({ adjustments: box('apart') });
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
      expect((await store.enclosures(first)).map(({ kind }) => kind)).toEqual(['adjustments', 'differing']);
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
          arrived: index === 3 ? 'late' : index === 5 ? 'suspect' : 'new',
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

    it('changes status and colleague of those that are there, and records each change', async () => {
      const store = await open();
      const [one, two, missing] = [submission({ arrived: 'late' }), submission(), submission()];
      for (const each of [one, two]) await store.accept(each);
      const deed = { at: at(3), actor: 'staff:kim' };
      expect(await store.change([one, two, missing], { status: 'booked' }, deed)).toBe(2);
      expect(await store.change([one, two], { status: 'booked' }, deed)).toBe(0);
      expect(await store.change([one], { status: 'met', assignedTo: 'lee' }, { ...deed, at: at(4) })).toBe(1);
      expect(await store.find(one)).toMatchObject({
        arrived: 'late',
        status: 'met',
        assignedTo: 'lee',
        closedAt: at(4),
      });
      expect(await store.find(two)).toMatchObject({
        arrived: 'new',
        status: 'booked',
        assignedTo: null,
        closedAt: null,
      });
      expect(await store.change([one], { status: 'offered', assignedTo: null }, deed)).toBe(1);
      expect(await store.find(one)).toMatchObject({ status: 'offered', assignedTo: null, closedAt: null });
      const recorded = await store.auditOf(`ask/${one.submissionId}`);
      expect(recorded.map(({ action, detail }) => `${action}: ${detail}`)).toEqual([
        'submission stored: late',
        'status changed: late to booked',
        'status changed: booked to met',
        'assigned: lee',
        'status changed: met to offered',
        'assigned: nobody',
      ]);
      expect((await store.accept(one)).arrived).toBe('late');
    });

    it('takes a second request of an applicant as new once the first has ended', async () => {
      const store = await open();
      const first = submission({ duplicates: 'of-open' });
      await store.accept(first);
      await store.change([first], { status: 'met' }, { at: at(1), actor: 'staff:kim' });
      const second = submission({ duplicates: 'of-open', receivedAt: at(2) });
      await store.accept(second);
      expect((await store.find(second))?.duplicateOf).toBeNull();
    });

    it('keeps notes beside a submission, and tells the audit that there is one, not what it says', async () => {
      const store = await open();
      const one = submission();
      await store.accept(one);
      await store.addNote(one, box('called her'), { at: at(1), actor: 'staff:kim' });
      await store.addNote(submission(), box('of nothing'), { at: at(1), actor: 'staff:kim' });
      expect((await store.enclosures(one)).map(({ kind, at: when }) => [kind, when])).toEqual([['note', at(1)]]);
      const recorded = [];
      for await (const { action, detail } of store.audit()) recorded.push([action, detail]);
      expect(recorded).toEqual([
        ['submission stored', 'new'],
        ['note added', ''],
      ]);
    });

    it('gives what is kept beside many submissions at once', async () => {
      const store = await open();
      const [one, two, none] = [submission({ adjustments: box('apart') }), submission(), submission()];
      for (const each of [one, two, none]) await store.accept(each);
      await store.addDiffering(one, at(1), Buffer.from('other'), box('other'));
      await store.addNote(two, box('note'), { at: at(2), actor: 'staff:kim' });
      const all = await store.list({ limit: 10, order: 'oldest' });
      const kept = await store.enclosuresOf(all);
      expect(all.map(({ seq }) => kept.get(seq))).toEqual([
        await store.enclosures(one),
        await store.enclosures(two),
        undefined,
      ]);
      expect((await store.enclosuresOf(all.slice(1))).size).toBe(1);
      expect((await store.enclosuresOf([])).size).toBe(0);
    });

    it('lists what is unread, of a round, of a colleague, of some days', async () => {
      const store = await open();
      const [one, two, three] = [
        submission({ receivedAt: at(1) }),
        submission({ receivedAt: at(2), round: '2025-26' }),
        submission({ receivedAt: at(3) }),
      ];
      for (const each of [one, two, three]) await store.accept(each);
      await store.markRead(one, at(5));
      await store.change([three], { assignedTo: 'kim' }, { at: at(5), actor: 'staff:kim' });
      const ids = async (filter: Omit<ListOptions, 'limit'>) =>
        (await store.list({ ...filter, order: 'oldest', limit: 9 })).map(({ submissionId }) => submissionId);
      expect(await ids({ unread: true })).toEqual([two.submissionId, three.submissionId]);
      expect(await ids({ round: '2025-26' })).toEqual([two.submissionId]);
      expect(await ids({ assignedTo: 'kim' })).toEqual([three.submissionId]);
      expect(await ids({ since: at(2), before: at(3) })).toEqual([two.submissionId]);
    });

    it('counts what fits, by status, and by the hour it came', async () => {
      const store = await open();
      const [one, two, three] = [
        submission({ receivedAt: '2027-01-15T12:59:59.999Z' }),
        submission({ receivedAt: '2027-01-15T13:00:00.000Z', arrived: 'late' }),
        submission({ receivedAt: '2027-01-15T13:30:00.000Z', form: 'mentor' }),
      ];
      for (const each of [one, two, three]) await store.accept(each);
      await store.change([one], { status: 'closed' }, { at: at(5), actor: 'staff:kim' });
      expect(await store.count({})).toBe(3);
      expect(await store.count({ undecided: true })).toBe(2);
      expect(await store.count({ form: 'ask', undecided: true, before: '2027-01-15T13:00:00.000Z' })).toBe(0);
      const byStatus = await store.countByStatus({});
      expect(byStatus.map(({ form, status, count }) => `${form} ${status} ${count}`).sort()).toEqual([
        'ask closed 1',
        'ask late 1',
        'mentor new 1',
      ]);
      expect(await store.countByHour({ since: '2027-01-15T00:00:00.000Z' })).toEqual([
        { hour: '2027-01-15T12', count: 1 },
        { hour: '2027-01-15T13', count: 2 },
      ]);
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

    it('finds answers that came again under an id, and erases them alone', async () => {
      const store = await open();
      const [one, two] = [submission({ adjustments: box('apart') }), submission()];
      for (const each of [one, two]) await store.accept(each);
      for (const body of ['first', 'second'])
        await store.addDiffering(one, at(1), Buffer.from(body), box(`again ${body}`));
      await store.addDiffering(two, at(2), Buffer.from('third'), box('again third'));
      const found = await store.repeats();
      expect(
        found.map(({ submission: { submissionId }, at: when, content }) => [
          submissionId,
          when,
          Buffer.from(content.box).toString(),
        ]),
      ).toEqual([
        [one.submissionId, at(1), 'again first'],
        [one.submissionId, at(1), 'again second'],
        [two.submissionId, at(2), 'again third'],
      ]);
      expect(await store.erase([], [found[0]!.seq])).toBe(0);
      expect((await store.repeats()).map(({ seq }) => seq)).toEqual([found[1]!.seq, found[2]!.seq]);
      expect((await store.enclosures(one)).map(({ kind }) => kind)).toEqual(['adjustments', 'differing']);
      expect(await store.erase([two], [found[1]!.seq])).toBe(1);
      expect(await store.repeats()).toEqual([]);
      expect((await store.enclosures(one)).map(({ kind }) => kind)).toEqual(['adjustments']);
    });

    it('chains the audit, also when entries come together', async () => {
      const store = await open();
      await Promise.all([
        store.accept(submission()),
        store.record({ at: at(1), actor: 'a', action: 'b', subject: 'c', detail: '' }),
        store.accept(submission()),
      ]);
      expect(await unbroken(store)).toBe(3);
    });

    it('keeps accounts and their sessions', async () => {
      const store = await open();
      const kim = { name: 'kim', role: 'officer' as const, password: 'hash', createdAt: at(0), disabledAt: null };
      expect([await store.addStaff(kim), await store.addStaff({ ...kim, password: 'other' })]).toEqual([true, false]);
      expect(await store.staff('kim')).toEqual(kim);
      const session = { idHash: Buffer.from('one'), staff: 'kim', startedAt: at(0), seenAt: at(0), browser: 'Firefox' };
      await store.openSession(session);
      await store.touchSession(session.idHash, at(5));
      expect((await store.session(Buffer.from('one')))?.seenAt).toBe(at(5));
      await store.endSessions(at(0), at(5));
      expect(await store.session(session.idHash)).toBeDefined();
      expect(await store.endSessions(at(0), at(6))).toEqual(['kim']);
      expect(await store.session(session.idHash)).toBeUndefined();
      const later = { ...session, idHash: Buffer.from('two'), startedAt: at(1) };
      for (const each of [session, later, { ...later, idHash: Buffer.from('three'), staff: 'lee' }])
        await store.openSession(each);
      expect((await store.sessions('kim')).map(({ idHash }) => Buffer.from(idHash).toString())).toEqual(['two', 'one']);
      expect((await store.sessions()).map(({ browser }) => browser)).toEqual(['Firefox', 'Firefox', 'Firefox']);
      expect([
        await store.changeStaff('kim', { disabledAt: at(9) }),
        await store.changeStaff('lee', { disabledAt: at(9) }),
      ]).toEqual([true, false]);
      expect(await store.session(session.idHash)).toBeUndefined();
      expect((await store.allStaff()).map(({ name: each, disabledAt }) => [each, disabledAt])).toEqual([
        ['kim', at(9)],
      ]);
    });

    it('gives a mail to one of those that ask, until it is settled or its time is over', async () => {
      const store = await open();
      const one = submission();
      await store.accept(one);
      const claims = await Promise.all(Array.from({ length: 6 }, () => store.claimMail(at(1), at(11))));
      const kinds = claims.flatMap((mail) => mail?.kind ?? []);
      expect(kinds.sort()).toEqual(['notice', 'receipt']);
      expect(claims.find((mail) => mail !== undefined)?.name).toEqual({ form: 'ask', submissionId: one.submissionId });
      expect(await store.claimMail(at(10), at(20))).toBeUndefined();
      const again = await store.claimMail(at(11), at(21));
      await store.settleMail(again!, { failure: 'EAI_AGAIN', dueAt: at(12) });
      const receipt = await store.claimMail(at(11), at(21));
      expect([again?.kind, receipt?.kind].sort()).toEqual(['notice', 'receipt']);
      expect(await store.claimMail(at(12), at(22))).toMatchObject({ kind: again?.kind, tries: 1 });
    });

    it('gives an hourly chore to one of those that ask, and again once it is due or failed', async () => {
      const store = await open();
      const claim = (minute: number, since: number) => store.claimChore('backup', at(minute), at(since));
      const claims = await Promise.all([claim(10, 0), claim(10, 0), claim(10, 0)]);
      expect(claims.filter(Boolean)).toHaveLength(1);
      expect([await claim(20, 9), await claim(20, 10), await claim(21, 19)]).toEqual([false, true, false]);
      await store.forgetChore('backup');
      expect(await claim(21, 19)).toBe(true);
    });

    it('counts uses by key up to exactly the limit, also when they come together', async () => {
      const store = await open();
      const limit = store.limiter('test', [
        { points: 5, seconds: 60 },
        { points: 8, seconds: 3600 },
      ]);
      const waits = await Promise.all(Array.from({ length: 12 }, () => limit('one')));
      expect(waits.filter((wait) => wait === 0)).toHaveLength(5);
      expect(Math.max(...waits)).toBeLessThanOrEqual(60);
      expect(await limit('other')).toBe(0);
    });

    it('gives all its rows, and takes those of another store when it holds none', async () => {
      const [from, to] = [await open(), await open()];
      const one = submission({ adjustments: box('apart'), repeat: { code: Buffer.from('repeat'), since: at(0) } });
      for (const each of [one, submission({ emailCode: null, round: null })]) await from.accept(each);
      await from.change([one], { status: 'booked', assignedTo: 'kim', tell: true }, { at: at(1), actor: 'staff:kim' });
      await from.addStaff({ name: 'kim', role: 'officer', password: 'p', createdAt: at(0), disabledAt: null });
      const session = { staff: 'kim', startedAt: at(0), seenAt: at(0), browser: 'Firefox on Windows' };
      await from.openSession({ ...session, idHash: Buffer.from('one') });
      await from.beginSecondStep('kim', box('secret'), at(0));
      await from.confirmSecondStep('kim', 1, [Buffer.from('a'), Buffer.from('b')], at(0));
      await from.setCalendar('kim', Buffer.from('token'));
      const [mentee, mentor] = [submission({ form: 'mentee' }), submission({ form: 'mentor' })];
      for (const each of [mentee, mentor]) await from.accept(each);
      await from.match({ mentee, mentor }, 1, true, { at: at(1), actor: 'staff:kim' });
      await to.fill(from.rows());
      expect(await rowsOf(to)).toEqual(await rowsOf(from));
      expect((await rowsOf(to)).map(({ table }) => table)).toEqual([
        ...['submission', 'enclosure', 'outbox', 'audit', 'staff', 'session'],
        ...['second_step', 'recovery_code', 'calendar', 'match'],
      ]);
      // It goes on where the other ended.
      const later = submission({ receivedAt: at(2) });
      await to.accept(later);
      const newest = await to.list({ limit: 1 });
      expect(newest[0]?.submissionId).toBe(later.submissionId);
      await expect(to.fill(from.rows())).rejects.toThrow(StoreNotEmpty);
      expect(await to.find(later)).toBeDefined();
      await to.fill(from.rows(), true);
      expect(await rowsOf(to)).toEqual(await rowsOf(from));
    });

    it('writes a copy of itself as a database of SQLite', async () => {
      const store = await open();
      await store.accept(submission({ adjustments: box('apart') }));
      const path = join(temporaryFolder(), 'copy.sqlite');
      await store.backup(path);
      const copy = await openSqliteStore(path, testLink);
      onTestFinished(() => copy.close());
      expect(await rowsOf(copy)).toEqual(await rowsOf(store));
    });

    it('keeps a second step from its first right code on, and takes each code once', async () => {
      const store = await open();
      expect(await store.secondStep('kim')).toBeUndefined();
      expect(await store.confirmSecondStep('kim', 1, [], at(0))).toBe(false);
      expect(await store.beginSecondStep('kim', box('first'), at(0))).toBe(true);
      expect(await store.beginSecondStep('kim', box('second'), at(0))).toBe(true);
      expect(await store.secondSteps()).toEqual([]);
      const codes = ['a', 'b'].map((text) => Buffer.from(text));
      expect(await store.confirmSecondStep('kim', 7, codes, at(1))).toBe(true);
      expect(await store.beginSecondStep('kim', box('third'), at(2))).toBe(false);
      const step = await store.secondStep('kim');
      expect(step).toMatchObject({ confirmedAt: at(1), usedPeriod: 7, recoveryCodes: 2 });
      expect(Buffer.from(step?.secret.box ?? []).toString()).toBe('second');
      expect(await store.keyIds()).toEqual(['k1']);
      const taken = await Promise.all([7, 8, 8, 6].map((period) => store.usePeriod('kim', period)));
      expect([taken.filter(Boolean).length, taken[0], taken[3]]).toEqual([1, false, false]);
      const used = await Promise.all(['a', 'a', 'c'].map((text) => store.useRecoveryCode('kim', Buffer.from(text))));
      expect([used.filter(Boolean).length, used[2]]).toEqual([1, false]);
      expect(await store.useRecoveryCode('lee', Buffer.from('b'))).toBe(false);
      expect(await store.secondSteps()).toEqual(['kim']);
      expect([await store.removeSecondStep('kim'), await store.removeSecondStep('kim')]).toEqual([true, false]);
      expect(await store.secondStep('kim')).toBeUndefined();
    });

    it('knows whose calendar an address is, until there is a newer one or none', async () => {
      const store = await open();
      const [one, two] = [Buffer.from('one'), Buffer.from('two')];
      await store.setCalendar('kim', one);
      expect([await store.calendarOwner(one), await store.hasCalendar('kim')]).toEqual(['kim', true]);
      await store.setCalendar('kim', two);
      expect([await store.calendarOwner(one), await store.calendarOwner(two)]).toEqual([undefined, 'kim']);
      await store.setCalendar('kim', null);
      expect([await store.calendarOwner(two), await store.hasCalendar('kim')]).toEqual([undefined, false]);
    });

    it('keeps one meeting of a submission, and shows all or those of a status', async () => {
      const store = await open();
      const [one, two] = [submission(), submission()];
      for (const each of [one, two]) await store.accept(each);
      const deed = { at: at(1), actor: 'staff:kim' };
      for (const each of [one, two, submission()]) await store.change([each], { meeting: box('at two') }, deed);
      await store.change([one], { meeting: box('at three') }, deed);
      expect(await store.meetings('booked')).toEqual([]);
      await store.change([one], { status: 'booked' }, deed);
      const [booked, ...more] = await store.meetings('booked');
      expect([booked?.submission.submissionId, more]).toEqual([one.submissionId, []]);
      expect(Buffer.from(booked?.content.box ?? []).toString()).toBe('at three');
      const all = (await store.meetings()).map(({ submission: { submissionId } }) => submissionId);
      expect(all.toSorted()).toEqual([one.submissionId, two.submissionId].toSorted());
      await store.change([one], { meeting: null }, deed);
      expect(await store.meetings('booked')).toEqual([]);
      const recorded = await store.auditOf(`ask/${one.submissionId}`);
      expect(recorded.map(({ action }) => action)).toEqual([
        'submission stored',
        'meeting set',
        'meeting set',
        'status changed',
        'meeting removed',
      ]);
    });

    it('changes a submission only while it is as it was judged', async () => {
      const store = await open();
      const one = submission();
      await store.accept(one);
      const deed = { at: at(1), actor: 'staff:kim' };
      const from = { status: 'new', assignedTo: null } as const;
      const give = (change: Change) => store.change([{ ...one, from }], change, deed);
      expect(await give({ assignedTo: 'kim' })).toBe(1);
      expect(await give({ status: 'offered', tell: true })).toBe(0);
      const later = { ...one, from: { assignedTo: 'kim' } };
      expect(await store.change([later], { status: 'offered', assignedTo: null }, deed)).toBe(1);
      expect(await store.change([{ ...one, from: { status: 'new' } }], { status: 'met' }, deed)).toBe(0);
      expect(await give({ status: 'closed' })).toBe(0);
      expect(await store.find(one)).toMatchObject({ status: 'offered', assignedTo: null });
      expect((await claimAll(store, at(9))).map(({ kind }) => kind)).not.toContain('offered');
    });

    it('takes one of two changes at the same moment whole, and of the other nothing', async () => {
      const store = await open();
      const one = submission();
      await store.accept(one);
      const from = { status: 'new', assignedTo: null, meeting: null } as const;
      const book = (name: string) =>
        store.change(
          [{ ...one, from }],
          { status: 'booked', assignedTo: name, meeting: box(`of ${name}`) },
          { at: at(1), actor: `staff:${name}` },
        );
      const [kim, lee] = await Promise.all([book('kim'), book('lee')]);
      expect(kim + lee).toBe(1);
      const winner = kim === 1 ? 'kim' : 'lee';
      expect((await store.find(one))?.assignedTo).toBe(winner);
      const kept = (await store.enclosures(one)).map(({ content }) => Buffer.from(content.box).toString());
      expect(kept).toEqual([`of ${winner}`]);
      const recorded = (await store.auditOf(`ask/${one.submissionId}`)).slice(1);
      expect(recorded.map(({ actor, action }) => `${actor} ${action}`)).toEqual(
        ['meeting set', 'status changed', 'assigned'].map((action) => `staff:${winner} ${action}`),
      );
    });

    it('takes a meeting away or sets it anew only while it is the one that was judged', async () => {
      const store = await open();
      const one = submission();
      await store.accept(one);
      const deed = { at: at(1), actor: 'staff:kim' };
      const give = (was: string | null, meeting: string | null) =>
        store.change(
          [{ ...one, from: { meeting: was === null ? null : box(was) } }],
          { meeting: meeting === null ? null : box(meeting) },
          deed,
        );
      expect([await give('at two', 'at three'), await give(null, null)]).toEqual([0, 0]);
      expect([await give(null, 'at two'), await give(null, 'at three')]).toEqual([1, 0]);
      expect([await give('at two', 'at two'), await give('at two', 'at three')]).toEqual([0, 1]);
      expect([await give('at two', null), await give('at three', null)]).toEqual([0, 1]);
      expect(await store.enclosures(one)).toEqual([]);
    });

    it('matches each mentee once, while the mentor has a place, and records it on both', async () => {
      const store = await open();
      const mentor = submission({ form: 'mentor' });
      const [ada, kit, zoe] = [1, 2, 3].map(() => submission({ form: 'mentee' })) as [
        NewSubmission,
        NewSubmission,
        NewSubmission,
      ];
      for (const each of [mentor, ada, kit, zoe]) await store.accept(each);
      const deed = { at: at(1), actor: 'staff:kim' };
      const match = (mentee: NewSubmission, tell = false) => store.match({ mentee, mentor }, 2, tell, deed);
      expect(await match(ada)).toBe('matched');
      expect((await store.find(mentor))?.status).toBe('matching');
      expect([await match(ada), await match(submission({ form: 'mentee' }))]).toEqual(['has mentor', 'missing']);
      expect(await match(kit, true)).toBe('matched');
      expect(await store.find(mentor)).toMatchObject({ status: 'matched', closedAt: at(1) });
      expect(await store.find(kit)).toMatchObject({ status: 'matched', closedAt: at(1) });
      expect(await match(zoe)).toBe('full');
      expect((await store.find(zoe))?.status).toBe('new');
      expect((await store.matches()).map(({ mentee }) => mentee.submissionId).sort()).toEqual(
        [ada.submissionId, kit.submissionId].sort(),
      );
      expect(await store.matches(kit)).toMatchObject([{ mentor: { submissionId: mentor.submissionId }, at: at(1) }]);
      expect(await store.matches(mentor)).toHaveLength(2);
      const told = (await claimAll(store, at(9))).filter(({ kind }) => kind === 'matched');
      expect(told.map(({ name: of }) => of?.submissionId).sort()).toEqual(
        [kit.submissionId, mentor.submissionId].sort(),
      );
      const ids = async (matched: boolean) =>
        (await store.list({ matched, limit: 9 })).map(({ submissionId }) => submissionId);
      expect(await ids(false)).toEqual([zoe.submissionId]);
      expect(await ids(true)).toHaveLength(3);
      const actions = async ({ form, submissionId }: NewSubmission) =>
        (await store.auditOf(`${form}/${submissionId}`)).map(({ action, detail }) => `${action}: ${detail}`);
      expect(await actions(ada)).toEqual([
        'submission stored: new',
        `matched: mentor/${mentor.submissionId}`,
        'status changed: new to matched',
      ]);
      expect(await actions(mentor)).toContain(`matched: mentee/${ada.submissionId}`);
    });

    it('gives a mentor the place back when the match ends, the mentee withdraws or is erased', async () => {
      const store = await open();
      const mentor = submission({ form: 'mentor' });
      const [ada, kit] = [submission({ form: 'mentee' }), submission({ form: 'mentee' })];
      for (const each of [mentor, ada, kit]) await store.accept(each);
      const deed = { at: at(1), actor: 'staff:kim' };
      const match = (mentee: NewSubmission) => store.match({ mentee, mentor }, 1, false, deed);
      await match(ada);
      const end = (other: NewSubmission) => store.unmatch({ mentee: ada, mentor: other }, deed);
      expect([await end(submission({ form: 'mentor' })), await end(mentor), await end(mentor)]).toEqual([
        false,
        true,
        false,
      ]);
      expect(await store.find(ada)).toMatchObject({ status: 'matching', closedAt: null });
      expect((await store.find(mentor))?.status).toBe('matching');
      expect(await match(kit)).toBe('matched');
      await store.change([kit], { status: 'withdrawn' }, deed);
      expect(await match(ada)).toBe('matched');
      await store.erase([ada]);
      expect(await store.matches()).toEqual([]);
      await store.change([kit], { status: 'eligible' }, deed);
      expect(await match(kit)).toBe('matched');
      await store.erase([mentor]);
      expect(await store.matches(kit)).toEqual([]);
    });

    it.each([
      ['mentee', 'withdrawn'],
      ['mentee', 'matched'],
      ['mentor', 'withdrawn'],
      ['mentor', 'declined'],
    ] as const)('does not match a %s who was marked as %s meanwhile', async (form, status) => {
      const store = await open();
      const pair = { mentee: submission({ form: 'mentee' }), mentor: submission({ form: 'mentor' }) };
      for (const each of [pair.mentee, pair.mentor]) await store.accept(each);
      const deed = { at: at(1), actor: 'staff:kim' };
      await store.change([pair[form]], { status }, deed);
      expect(await store.match(pair, 1, true, deed)).toBe('not open');
      expect((await store.find(pair[form]))?.status).toBe(status);
      expect(await store.matches()).toEqual([]);
    });

    it('does not bring a match back that lapsed once the place has gone to another', async () => {
      const store = await open();
      const mentor = submission({ form: 'mentor' });
      const [ada, kit] = [submission({ form: 'mentee' }), submission({ form: 'mentee' })];
      for (const each of [mentor, ada, kit]) await store.accept(each);
      const deed = { at: at(1), actor: 'staff:kim' };
      const match = (mentee: NewSubmission) => store.match({ mentee, mentor }, 1, false, deed);
      await match(ada);
      await store.change([ada], { status: 'withdrawn' }, deed);
      expect(await match(kit)).toBe('matched');
      await store.change([ada], { status: 'matched' }, deed);
      expect((await store.matches(mentor)).map(({ mentee }) => mentee.submissionId)).toEqual([kit.submissionId]);
    });

    it('lists in order of forms and of the work, from any place on', async () => {
      const store = await open();
      const [ask, mentee, mentor] = [submission(), submission({ form: 'mentee' }), submission({ form: 'mentor' })];
      for (const each of [ask, mentee, mentor]) await store.accept(each);
      await store.change([mentee], { status: 'matched' }, { at: at(1), actor: 'staff:kim' });
      await store.change([ask], { status: 'booked' }, { at: at(1), actor: 'staff:kim' });
      const forms = async (options: Omit<ListOptions, 'limit'>) =>
        (await store.list({ ...options, limit: 2 })).map(({ form }) => form);
      expect(await forms({ order: 'form' })).toEqual(['mentee', 'mentor']);
      expect(await forms({ order: 'form', offset: 2 })).toEqual(['ask']);
      expect(await forms({ order: 'status' })).toEqual(['mentor', 'mentee']);
      expect(await forms({ order: 'oldest', offset: 1 })).toEqual(['mentee', 'mentor']);
    });

    it('knows since when mail waits, and of which submissions one was given up', async () => {
      const store = await open();
      expect((await store.mailCounts()).oldest).toBeNull();
      const [one, two] = [submission({ receivedAt: at(1) }), submission({ receivedAt: at(2) })];
      for (const each of [one, two]) await store.accept(each);
      for (const mail of await claimAll(store, at(1)))
        await store.settleMail(mail, { failure: 'EENVELOPE 550', dueAt: null });
      expect(await store.mailCounts()).toMatchObject({ waiting: 2, failed: 2, oldest: at(2) });
      for (const mail of await claimAll(store, at(2)))
        await store.settleMail(mail, { failure: 'ECONNREFUSED', dueAt: at(9) });
      expect((await store.mailCounts()).oldest).toBe(at(2));
      expect((await store.list({ mailFailed: true, limit: 9 })).map(({ submissionId }) => submissionId)).toEqual([
        one.submissionId,
      ]);
    });

    it('shows the audit from its end, part by part', async () => {
      const store = await open();
      for (let minute = 0; minute < 5; minute += 1)
        await store.record({ at: at(minute), actor: 'a', action: 'b', subject: 'c', detail: '' });
      const seqs = async (offset: number) => (await store.auditPage(offset, 2)).map(({ seq }) => seq);
      expect([await seqs(0), await seqs(2), await seqs(4), await seqs(6)]).toEqual([[5, 4], [3, 2], [1], []]);
      expect(await store.auditLength()).toBe(5);
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
