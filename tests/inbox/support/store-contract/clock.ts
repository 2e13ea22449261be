import { randomUUID } from 'node:crypto';
import { expect, it, onTestFinished, vi } from 'vitest';
import type { Store } from '#inbox/stores/store.ts';
import { claimAll } from '../claim-all.ts';
import { at, box, kim, submission, type Open } from './samples.ts';

const newId = () => `<${randomUUID()}@example.ac.uk>`;
const after = (minutes: number) => new Date(Date.parse(at(0)) + minutes * 60_000).toISOString();
const on = (day: string) => `${day}T12:00:00.000Z`;

/** Sends what is due, and returns the kinds of these mails. */
async function sendAll(store: Store, now: string): Promise<string[]> {
  const due = await claimAll(store, now);
  for (const mail of due) await store.settleMail(mail, { sentAt: now });
  return due.map(({ kind }) => kind).sort();
}

/** The stored clock, and the traces of a wrong one. */
export function clock(open: Open): void {
  it('doubts a clock that jumps ahead of what is stored, until it has run evenly for a day', async () => {
    const store = await open();
    await store.accept(submission({ receivedAt: on('2027-01-15') }));
    expect(await store.seeClock(on('2030-01-15'))).toEqual({
      seenAt: on('2030-01-15'),
      doubt: { at: on('2030-01-15'), movedFrom: on('2027-01-15') },
    });
    expect((await store.seeClock('2030-01-16T11:59:00.000Z')).doubt).not.toBeNull();
    expect((await store.seeClock(on('2030-01-16'))).doubt).toBeNull();
    const actions = (await store.auditPage(0, 10)).map(({ actor, action }) => [actor, action].join(' '));
    expect(actions).toEqual(['clock clock trusted', 'clock clock doubted', 'applicant submission stored']);
  });

  it.each([
    ['a minute', '2027-01-15T12:01:00.000Z', false],
    ['23 hours', '2027-01-16T11:00:00.000Z', false],
    ['three days', on('2027-01-18'), true],
    ['a minute back', '2027-01-15T11:59:00.000Z', false],
    ['a day back', on('2027-01-14'), true],
    ['a year back', on('2026-01-15'), true],
  ])('judges a clock that moved by %s', async (_, now, isDoubted) => {
    const store = await open();
    expect((await store.seeClock(on('2027-01-15'))).doubt).toBeNull();
    expect((await store.seeClock(now)).doubt !== null).toBe(isDoubted);
    expect(await store.clock()).toMatchObject({ seenAt: now });
  });

  it('trusts a clock that staff confirm, unless it has jumped again', async () => {
    const store = await open();
    const actor = { at: on('2027-02-01'), actor: 'staff:lee' };
    await store.seeClock(on('2027-01-15'));
    await store.seeClock(on('2027-02-01'));
    await store.seeClock(on('2028-02-01'));
    expect(await store.confirmClock(on('2027-02-01'), actor)).toBe(false);
    expect((await store.clock())?.doubt).not.toBeNull();
    expect(await store.confirmClock(on('2028-02-01'), actor)).toBe(true);
    expect((await store.clock())?.doubt).toBeNull();
    expect((await store.auditPage(0, 1))[0]).toMatchObject({ ...actor, action: 'clock confirmed' });
  });

  /** Opens a store in which a mail to a group waits for 1 February 2027. */
  async function openWithGroupMail() {
    const store = await open();
    const to = submission();
    await store.accept(to);
    await sendAll(store, at(0));
    await store.seeClock(at(0));
    const actor = kim(0);
    await store.queueGroup('dates', [{ to, kind: 'group', content: box('written') }], on('2027-02-01'), actor);
    return { store, actor };
  }

  it('keeps a mail to a group that waits for its time, although the clock leaps over it', async () => {
    const { store } = await openWithGroupMail();
    const due = (now: string) => sendAll(store, now);
    // The outbox may be worked through before the clock is looked at, and after.
    expect(await due(on('2030-01-15'))).toEqual([]);
    await store.seeClock(on('2030-01-15'));
    expect(await due('2030-01-15T12:01:00.000Z')).toEqual([]);
    const other = submission({ receivedAt: '2030-01-15T12:01:00.000Z' });
    await store.accept(other);
    expect(await due('2030-01-15T12:01:00.000Z')).toEqual(['notice', 'receipt']);
    await store.seeClock(at(1));
    expect(await due(at(1))).toEqual([]);
    for (let day = 15; day <= 31; day += 1) await store.seeClock(on(`2027-01-${day}`));
    await store.seeClock('2027-02-01T11:58:00.000Z');
    expect(await due('2027-02-01T12:01:00.000Z')).toEqual([]);
    await store.seeClock('2027-02-01T12:01:00.000Z');
    expect(await due('2027-02-01T12:01:00.000Z')).toEqual([]);
    for (const minute of ['05', '08']) await store.seeClock(`2027-02-01T12:${minute}:00.000Z`);
    expect(await due('2027-02-01T12:08:00.000Z')).toEqual(['group']);
  });

  it('sends a mail to a group over whose time the clock leapt, once staff confirm the clock', async () => {
    const { store, actor } = await openWithGroupMail();
    const { doubt } = await store.seeClock(on('2027-02-03'));
    expect(await sendAll(store, on('2027-02-03'))).toEqual([]);
    // A pause of the server makes the clock no better.
    await store.seeClock('2027-02-03T13:00:00.000Z');
    await store.seeClock('2027-02-03T13:10:00.000Z');
    expect(await sendAll(store, '2027-02-03T13:10:00.000Z')).toEqual([]);
    await store.confirmClock(doubt!.at, actor);
    expect(await sendAll(store, on('2027-02-03'))).toEqual(['group']);
  });

  it.each([
    ['goes on', 1],
    ['jumps by six minutes', 6],
    ['jumps by an hour', 60],
    ['jumps by 23 hours', 23 * 60],
    ['jumps back by an hour', -60],
  ])(
    'tells a group and the imported ten minutes after the clock %s, as staff may take it back until then',
    async (_, by) => {
      const store = await open();
      const to = submission();
      await store.accept(to);
      await sendAll(store, after(0));
      await store.seeClock(after(0));
      const actor = { at: after(0), actor: 'staff:kim' };
      await store.queueGroup('now', [{ to, kind: 'group', content: box('written') }], after(10), actor);
      const imported = submission({ form: 'mentor', emailCode: Buffer.from('imported'), mail: ['imported'] });
      await store.addImport({ importId: 'one', form: 'mentor', submissions: [imported], mailDueAt: after(10) }, actor);
      // The outbox may be worked through before the clock is looked at, and after.
      expect(await sendAll(store, after(by))).toEqual([]);
      const soonest = by === 1 ? 10 : by + 10;
      for (const minute of [by, by + 4, soonest - 1]) {
        await store.seeClock(after(minute));
        expect(await sendAll(store, after(minute))).toEqual([]);
      }
      await store.seeClock(after(soonest));
      expect(await sendAll(store, after(soonest))).toEqual(['group', 'imported']);
    },
  );

  it('lets staff take back a mail to a group that was written while the clock was an hour fast', async () => {
    const store = await open();
    const to = submission();
    await store.accept(to);
    await sendAll(store, after(0));
    await store.seeClock(after(60));
    const actor = { at: after(60), actor: 'staff:kim' };
    await store.queueGroup('now', [{ to, kind: 'group', content: box('written') }], after(70), actor);
    await store.seeClock(after(1));
    expect(await sendAll(store, after(1))).toEqual([]);
    await store.seeClock(after(6));
    await store.seeClock(after(11));
    expect(await sendAll(store, after(11))).toEqual(['group']);
  });

  it('brings to the present what a fast clock dated in the future', async () => {
    const store = await open();
    const [before, during] = [submission(), submission({ receivedAt: on('2030-01-15') })];
    await store.accept(before);
    const tried = (await store.claimMail(at(0), at(10), newId()))!;
    await store.settleMail(tried, { failure: 'away', dueAt: on('2030-01-15') });
    const held = (await store.claimMail(at(0), on('2030-01-15'), newId()))!;
    await store.accept(during);
    const session = { staff: 'kim', seenAt: on('2030-01-15'), browser: '' };
    await store.openSession({ ...session, idHash: Buffer.from('one'), startedAt: on('2030-01-15') });
    await store.beginSecondStep('kim', box('secret'), at(0));
    const period = Math.floor(Date.parse(on('2030-01-15')) / 30_000);
    await store.confirmSecondStep('kim', period, [Buffer.from('a')], at(0));
    await store.claimChore('backup', {
      at: on('2030-01-15'),
      notSince: at(0),
      cutOffSince: at(0),
      notAfter: on('2030-01-15'),
    });

    await store.seeClock(at(1));
    const due: string[] = [];
    for (
      let mail = await store.claimMail(at(1), at(11), newId());
      mail;
      mail = await store.claimMail(at(1), at(11), newId())
    )
      due.push(`${mail.name?.submissionId === before.submissionId ? 'before' : 'during'} ${mail.kind}`);
    expect(due.sort()).toEqual(
      [`before ${tried.kind}`, `before ${held.kind}`, 'during notice', 'during receipt'].sort(),
    );
    expect((await store.mailCounts()).oldest! <= at(1)).toBe(true);
    expect(await store.sessions('kim')).toEqual([]);
    expect(await store.usePeriod('kim', Math.floor(Date.parse(at(1)) / 30_000) + 1)).toBe(true);
    const window = { at: at(1), notSince: at(0), cutOffSince: at(0), notAfter: at(6) };
    expect(await store.claimChore('backup', window)).toBe(true);
  });

  it('names no wait that is longer than the limit’s window, even after the clock went back by a year', async () => {
    const store = await open();
    const limit = store.limiter('test', [{ points: 1, seconds: 60 }]);
    await limit('one');
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() - 365 * 86_400_000 });
    onTestFinished(() => void vi.useRealTimers());
    expect(await limit('one')).toBe(60);
  });
}
