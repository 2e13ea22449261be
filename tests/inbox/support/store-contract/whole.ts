import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { StoreNotEmpty } from '#inbox/stores/store.ts';
import { openSqliteStore } from '#inbox/stores/sqlite/store.ts';
import { temporaryFolder } from '../inbox.ts';
import { testLink } from '../test-link.ts';
import { at, box, kim, linkOf, rowsOf, submission, unbroken, type Open } from './samples.ts';

/** The audit, what several processes share, and the store as a whole. */
export function whole(open: Open): void {
  it('chains the audit, also for entries written at once', async () => {
    const store = await open();
    await Promise.all([
      store.accept(submission()),
      store.record({ at: at(1), actor: 'a', action: 'b', subject: 'c', detail: '' }),
      store.accept(submission()),
    ]);
    expect(await unbroken(store)).toBe(3);
  });

  it('returns the audit newest first, page by page', async () => {
    const store = await open();
    for (let minute = 0; minute < 5; minute += 1)
      await store.record({ at: at(minute), actor: 'a', action: 'b', subject: 'c', detail: '' });
    const seqs = async (offset: number) => (await store.auditPage(offset, 2)).map(({ seq }) => seq);
    expect([await seqs(0), await seqs(2), await seqs(4), await seqs(6)]).toEqual([[5, 4], [3, 2], [1], []]);
    expect(await store.auditLength()).toBe(5);
  });

  it('gives an hourly chore to one caller, and again when it is due or failed', async () => {
    const store = await open();
    const claim = (minute: number, since: number, cutOff = 0) =>
      store.claimChore('backup', {
        at: at(minute),
        notSince: at(since),
        cutOffSince: at(cutOff),
        notAfter: at(minute + 5),
      });
    const claims = await Promise.all([claim(10, 0), claim(10, 0), claim(10, 0)]);
    expect(claims.filter(Boolean)).toHaveLength(1);
    // A running chore belongs to its process until it counts as cut off.
    expect([await claim(20, 15), await claim(20, 15, 10), await claim(21, 19)]).toEqual([false, true, false]);
    await store.finishChore('backup', at(21));
    expect([await claim(22, 19), await claim(22, 20)]).toEqual([false, true]);
    await store.forgetChore('backup');
    expect(await claim(22, 19)).toBe(true);
    await store.forgetCutOffChores(at(22));
    expect(await claim(22, 19)).toBe(false);
    await store.forgetCutOffChores(at(23));
    expect(await claim(22, 19)).toBe(true);
    await store.finishChore('backup', at(22));
    await store.forgetCutOffChores(at(23));
    // A chore that began in the future was dated by a wrong clock.
    expect([await claim(18, 0), await claim(16, 0)]).toEqual([false, true]);
  });

  it('counts uses by key up to exactly the limit, also at once', async () => {
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

  it('yields all its rows, and an empty store takes those of another', async () => {
    const [from, to] = [await open(), await open()];
    const one = submission({ adjustments: box('apart'), repeat: { code: Buffer.from('repeat'), since: at(0) } });
    for (const each of [one, submission({ emailCode: null, round: null })]) await from.accept(each);
    const mails = [{ to: one, kind: 'booked' as const, content: box('meeting') }];
    await from.change([{ ...one, mails }], { status: 'booked', assignedTo: 'kim' }, kim(1));
    await from.addStaff({ name: 'kim', role: 'officer', password: 'p', createdAt: at(0), disabledAt: null });
    const session = { staff: 'kim', startedAt: at(0), seenAt: at(0), browser: 'Firefox on Windows' };
    await from.openSession({ ...session, idHash: Buffer.from('one') });
    await from.beginSecondStep('kim', box('secret'), at(0));
    await from.confirmSecondStep('kim', 1, [Buffer.from('a'), Buffer.from('b')], at(0));
    await from.setCalendar('kim', Buffer.from('token'));
    const [mentee, mentor] = [submission({ form: 'mentee' }), submission({ form: 'mentor' })];
    for (const each of [mentee, mentor]) await from.accept(each);
    await from.match({ mentee, mentor }, 1, true, kim(1));
    await from.keepLink(linkOf(mentee));
    await to.fill(from.rows());
    expect(await rowsOf(to)).toEqual(await rowsOf(from));
    expect((await rowsOf(to)).map(({ table }) => table)).toEqual([
      ...['submission', 'enclosure', 'outbox', 'audit', 'staff', 'session'],
      ...['second_step', 'recovery_code', 'calendar', 'match', 'link'],
    ]);
    // Numbering continues after the last row of the other store.
    const later = submission({ receivedAt: at(2) });
    await to.accept(later);
    const newest = await to.list({ limit: 1 });
    expect(newest[0]?.submissionId).toBe(later.submissionId);
    await expect(to.fill(from.rows())).rejects.toThrow(StoreNotEmpty);
    expect(await to.find(later)).toBeDefined();
    await to.fill(from.rows(), true);
    expect(await rowsOf(to)).toEqual(await rowsOf(from));
  });

  it('writes a copy of itself as a SQLite database', async () => {
    const store = await open();
    await store.accept(submission({ adjustments: box('apart') }));
    const path = join(temporaryFolder(), 'copy.sqlite');
    await store.backup(path);
    const copy = await openSqliteStore(path, testLink);
    onTestFinished(() => copy.close());
    expect(await rowsOf(copy)).toEqual(await rowsOf(store));
  });

  it('is ready until it is closed, and then accepts nothing', async () => {
    const store = await open();
    expect(await store.isReady()).toBe(true);
    expect(await store.integrity()).toEqual([]);
    await store.close();
    expect(await store.isReady()).toBe(false);
    await expect(store.accept(submission())).rejects.toThrow('shutting down');
  });
}
