import { expect, it } from 'vitest';
import { at, box, type Open } from './samples.ts';

/** Accounts, sessions, second steps and calendar links. */
export function staff(open: Open): void {
  it('stores accounts and their sessions', async () => {
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
    await store.endSession(later.idHash);
    expect((await store.sessions('kim')).map(({ idHash }) => Buffer.from(idHash).toString())).toEqual(['one']);
    expect([
      await store.changeStaff('kim', { disabledAt: at(9) }),
      await store.changeStaff('lee', { disabledAt: at(9) }),
    ]).toEqual([true, false]);
    expect(await store.session(session.idHash)).toBeUndefined();
    expect((await store.allStaff()).map(({ name: each, disabledAt }) => [each, disabledAt])).toEqual([['kim', at(9)]]);
  });

  it('leaves an admin, also if two take the role from each other at once', async () => {
    const store = await open();
    for (const name of ['kim', 'lee'])
      await store.addStaff({ name, role: 'admin', password: 'p', createdAt: at(0), disabledAt: null });
    const done = await Promise.all([
      store.changeStaff('kim', { role: 'officer' }, true),
      store.changeStaff('lee', { disabledAt: at(1) }, true),
    ]);
    expect(done.sort()).toEqual([false, true]);
    const admins = (await store.allStaff()).filter(({ role, disabledAt }) => role === 'admin' && disabledAt === null);
    expect(admins).toHaveLength(1);
  });

  it('requires a second step from its first correct code on, and accepts each code once', async () => {
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

  it('returns the owner of a calendar link, until it is replaced or removed', async () => {
    const store = await open();
    const [one, two] = [Buffer.from('one'), Buffer.from('two')];
    await store.setCalendar('kim', one);
    expect([await store.calendarOwner(one), await store.hasCalendar('kim')]).toEqual(['kim', true]);
    await store.setCalendar('kim', two);
    expect([await store.calendarOwner(one), await store.calendarOwner(two)]).toEqual([undefined, 'kim']);
    await store.setCalendar('kim', null);
    expect([await store.calendarOwner(two), await store.hasCalendar('kim')]).toEqual([undefined, false]);
  });
}
