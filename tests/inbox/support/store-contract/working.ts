import { expect, it } from 'vitest';
import type { SubmissionChange } from '#inbox/stores/store.ts';
import { claimAll } from '../claim-all.ts';
import { at, box, kim, submission, type Open } from './samples.ts';

/** Changes, notes and meetings by staff. */
export function working(open: Open): void {
  it('changes status and assignment of existing submissions, with an audit entry for each change', async () => {
    const store = await open();
    const [one, two, missing] = [submission({ arrived: 'late' }), submission(), submission()];
    for (const each of [one, two]) await store.accept(each);
    const actor = kim(3);
    expect(await store.change([one, two, missing], { status: 'booked' }, actor)).toBe(2);
    expect(await store.change([one, two], { status: 'booked' }, actor)).toBe(0);
    expect(await store.change([one], { status: 'met', assignedTo: 'lee' }, kim(4))).toBe(1);
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
    expect(await store.change([one], { status: 'offered', assignedTo: null }, actor)).toBe(1);
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

  it('stores a note, and writes an audit entry without its text', async () => {
    const store = await open();
    const one = submission();
    await store.accept(one);
    await store.addNote(one, box('called her'), kim(1));
    await store.addNote(submission(), box('of nothing'), kim(1));
    expect((await store.enclosures(one)).map(({ kind, at: when }) => [kind, when])).toEqual([['note', at(1)]]);
    const recorded = [];
    for await (const { action, detail } of store.audit()) recorded.push([action, detail]);
    expect(recorded).toEqual([
      ['submission stored', 'new'],
      ['note added', ''],
    ]);
  });

  it('stores one meeting for a submission, and returns all meetings or those of one status', async () => {
    const store = await open();
    const [one, two] = [submission(), submission()];
    for (const each of [one, two]) await store.accept(each);
    const actor = kim(1);
    for (const each of [one, two, submission()]) await store.change([each], { meeting: box('at two') }, actor);
    await store.change([one], { meeting: box('at three') }, actor);
    expect(await store.meetings('booked')).toEqual([]);
    await store.change([one], { status: 'booked' }, actor);
    const [booked, ...more] = await store.meetings('booked');
    expect([booked?.submission.submissionId, more]).toEqual([one.submissionId, []]);
    expect(Buffer.from(booked?.content.box ?? []).toString()).toBe('at three');
    const all = (await store.meetings()).map(({ submission: { submissionId } }) => submissionId);
    expect(all.toSorted()).toEqual([one.submissionId, two.submissionId].toSorted());
    await store.change([one], { meeting: null }, actor);
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

  it('changes a submission only if it still has the expected values', async () => {
    const store = await open();
    const one = submission();
    await store.accept(one);
    const actor = kim(1);
    const from = { status: 'new', assignedTo: null } as const;
    const mails = [{ to: one, kind: 'offered' as const }];
    const give = (change: SubmissionChange) => store.change([{ ...one, from, mails }], change, actor);
    expect(await store.change([{ ...one, from }], { assignedTo: 'kim' }, actor)).toBe(1);
    expect(await give({ status: 'offered' })).toBe(0);
    const later = { ...one, from: { assignedTo: 'kim' } };
    expect(await store.change([later], { status: 'offered', assignedTo: null }, actor)).toBe(1);
    expect(await store.change([{ ...one, from: { status: 'new' } }], { status: 'met' }, actor)).toBe(0);
    expect(await give({ status: 'closed' })).toBe(0);
    expect(await store.find(one)).toMatchObject({ status: 'offered', assignedTo: null });
    expect((await claimAll(store, at(9))).map(({ kind }) => kind)).not.toContain('offered');
  });

  it('carries out one of two simultaneous changes completely, and the other not at all', async () => {
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

  it('removes or replaces a meeting only if it is still the expected one', async () => {
    const store = await open();
    const one = submission();
    await store.accept(one);
    const actor = kim(1);
    const give = (was: string | null, meeting: string | null) =>
      store.change(
        [{ ...one, from: { meeting: was === null ? null : box(was) } }],
        { meeting: meeting === null ? null : box(meeting) },
        actor,
      );
    expect([await give('at two', 'at three'), await give(null, null)]).toEqual([0, 0]);
    expect([await give(null, 'at two'), await give(null, 'at three')]).toEqual([1, 0]);
    expect([await give('at two', 'at two'), await give('at two', 'at three')]).toEqual([0, 1]);
    expect([await give('at two', null), await give('at three', null)]).toEqual([0, 1]);
    expect(await store.enclosures(one)).toEqual([]);
  });
}
