import { expect, it } from 'vitest';
import type { CheckInToAsk } from '#inbox/stores/store.ts';
import {
  applicant,
  at,
  box,
  carried,
  eraser,
  idsOf,
  kim,
  mailTo,
  nameOf,
  round,
  withPeople,
  type Open,
} from './samples.ts';

const chore = (minute: number) => ({ at: at(minute), actor: 'check-ins' });

/** Matches two people and returns what both are asked. */
async function matched(open: Open) {
  const { store, ada, grace } = await withPeople(open);
  await store.match({ mentee: ada, mentor: grace }, 1, false, kim(0));
  const [{ seq: match }] = (await store.matches(ada)) as [{ seq: number }, ...unknown[]];
  const both: CheckInToAsk[] = [
    { match, kind: 'start', side: 'mentee' },
    { match, kind: 'start', side: 'mentor' },
  ];
  return { store, ada, grace, both };
}

/** Questions to both people of a match. */
export function checkIns(open: Open): void {
  it('asks both people of a match once, however often and at once it is told to', async () => {
    const { store, ada, grace, both } = await matched(open);
    const counts = await Promise.all([store.askCheckIns(both, chore(1)), store.askCheckIns(both, chore(1))]);
    expect(counts.sort()).toEqual([0, 2]);
    expect(await store.askCheckIns(both, chore(2))).toBe(0);
    expect(await store.checkIns({ round })).toMatchObject([
      { kind: 'start', side: 'mentee', person: nameOf(ada), partner: nameOf(grace), askedAt: at(1), answeredAt: null },
      { kind: 'start', side: 'mentor', person: nameOf(grace), partner: nameOf(ada), answers: {}, note: null },
    ]);
    expect(await store.checkIns(nameOf(ada))).toHaveLength(1);
    expect(await mailTo(store, 'check-in-start')).toEqual(idsOf(ada, grace));
    // The match ended after the chore had read it.
    await store.endMatches(
      [{ mentee: ada, mentor: grace, outcome: 'completed', reason: null, next: 'matching' }],
      false,
      kim(3),
    );
    expect(await store.askCheckIns(both, chore(4))).toBe(0);
  });

  it('adds an answer to those before, and keeps the time of the first', async () => {
    const { store, ada, both } = await matched(open);
    await store.askCheckIns(both, chore(1));
    const { seq } = (await store.checkIns(nameOf(ada)))[0]!;
    expect(await store.answerCheckIn(seq, { met: 'no' }, undefined, applicant(2))).toBe(true);
    await store.answerCheckIn(seq, { met: 'yes', well: 'no' }, box('help'), applicant(3));
    await store.answerCheckIn(seq, {}, undefined, applicant(4));
    const stored = await store.checkIn(seq);
    expect(stored).toMatchObject({ answers: { met: 'yes', well: 'no' }, answeredAt: at(2) });
    expect(Buffer.from(stored!.note!.box).toString()).toBe('help');
    expect(await store.answerCheckIn(999, {}, undefined, applicant(5))).toBe(false);
    const actions = (await store.auditOf(`mentee/${ada.submissionId}`)).map(({ action }) => action);
    expect(actions.filter((action) => action.startsWith('check-in'))).toEqual(['check-in asked', 'check-in answered']);
  });

  it('notes once which worries are dealt with, in one round, and takes that back', async () => {
    const { store, ada, both } = await matched(open);
    await store.askCheckIns(both, chore(1));
    const { seq } = (await store.checkIns(nameOf(ada)))[0]!;
    const [one, lee] = [kim(2), { at: at(3), actor: 'staff:lee' }];
    const wrong = { checkIn: seq, worry: 'wrong' };
    await Promise.all(
      [one, one, one].map((by) => store.dealWithWorries([wrong, { checkIn: 999, worry: 'wrong' }], true, by)),
    );
    await store.dealWithWorries([wrong, { checkIn: seq, worry: 'not-met' }], true, lee);
    expect(await store.worriesDealtWith('2026-27')).toEqual([
      { checkIn: seq, worry: 'not-met', by: lee },
      { checkIn: seq, worry: 'wrong', by: one },
    ]);
    expect(await store.worriesDealtWith('2025-26')).toEqual([]);
    for (const by of [one, lee]) await store.dealWithWorries([wrong], false, by);
    expect(await store.worriesDealtWith('2026-27')).toMatchObject([{ worry: 'not-met' }]);
    const audited = await store.auditOf(`match/${both[0]!.match}`);
    expect(audited.map(({ action, detail }) => `${action}: ${detail}`)).toEqual([
      ...['worry dealt with: wrong', 'worry dealt with: not-met', 'worry looked at again: wrong'],
    ]);
  });

  it('reminds once, and nobody who has answered', async () => {
    const { store, ada, grace, both } = await matched(open);
    await store.askCheckIns(both, chore(1));
    const seqs = (await store.checkIns({ round })).map(({ seq }) => seq);
    const { seq } = (await store.checkIns(nameOf(ada)))[0]!;
    await store.answerCheckIn(seq, { met: 'yes' }, undefined, applicant(2));
    for (const minute of [3, 4]) await store.remindOfCheckIns(seqs, at(minute));
    expect(await mailTo(store, 'check-in-reminder')).toEqual([grace.submissionId]);
  });

  it('takes notes off a match whose people are erased, keeps the figures, and carries them to another store', async () => {
    const { store, ada, grace, both } = await matched(open);
    await store.askCheckIns(both, chore(1));
    for (const { seq } of await store.checkIns({ round }))
      await store.answerCheckIn(seq, { well: 'yes' }, box('about the other'), applicant(2));
    await store.erase([ada], eraser);
    expect(await store.checkIns({ round })).toMatchObject([
      { person: null, partner: nameOf(grace), answers: { well: 'yes' }, note: null },
      { person: nameOf(grace), partner: null, answers: { well: 'yes' }, note: null },
    ]);
    await carried(store, open);
  });
}
