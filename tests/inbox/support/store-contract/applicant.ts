import { expect, it } from 'vitest';
import { claimAll } from '../claim-all.ts';
import { applicant, at, box, kim, submission, unbroken, type Open } from './samples.ts';

/** What applicants change themselves. */
export function applicants(open: Open): void {
  const actor = applicant(5);
  const text = ({ content }: { content: { box: Uint8Array } }) => Buffer.from(content.box).toString();

  it('puts new answers in the place of the old ones, which it keeps, unless somebody was faster', async () => {
    const store = await open();
    const one = submission({ form: 'mentee', adjustments: box('ramp'), mail: [] });
    await store.accept(one);
    await store.markRead(one, 'kim');
    const change = (versions: number, status: 'new' | 'eligible', answers: string, adjustments: string | null) =>
      store.changeAnswers(
        {
          submission: one,
          from: { status, versions },
          answers: box(answers),
          adjustments: adjustments === null ? null : box(adjustments),
          before: box(`before ${answers}`),
          mails: ['changed'],
        },
        actor,
      );
    const changed = await Promise.all(['second', 'other'].map((answers) => change(0, 'new', answers, 'quiet room')));
    expect(changed.filter(Boolean)).toHaveLength(1);
    expect([await change(1, 'eligible', 'third', null), await change(0, 'new', 'third', null)]).toEqual([false, false]);
    expect(await change(1, 'new', 'third', null)).toBe(true);
    const found = (await store.find(one))!;
    expect([Buffer.from(found.answers.box).toString(), found.readAt]).toEqual(['third', null]);
    expect((await store.unreadOf('kim', [found.seq])).size).toBe(1);
    const beside = await store.enclosures(one);
    expect(beside.map(({ kind }) => kind)).toEqual(['version', 'version']);
    expect(text(beside[1]!)).toBe('before third');
    expect((await claimAll(store, at(9))).map(({ kind }) => kind)).toEqual(['changed', 'changed']);
    expect((await store.auditOf(`mentee/${one.submissionId}`)).map(({ action }) => action)).toEqual([
      'submission stored',
      'answers changed',
      'answers changed',
    ]);
    // The same answers sent once more by a queue are still those that came first.
    expect((await store.accept(one)).differs).toBe(false);
    await unbroken(store);
  });

  it('withdraws once, ends every match and tells each partner', async () => {
    const store = await open();
    const mentor = submission({ form: 'mentor', mail: [] });
    const [ada, kit] = [submission({ form: 'mentee', mail: [] }), submission({ form: 'mentee', mail: [] })];
    for (const each of [mentor, ada, kit]) await store.accept(each);
    for (const mentee of [ada, kit]) await store.match({ mentee, mentor }, 2, false, kim(1));
    const withdraw = () =>
      store.withdraw(
        { submission: mentor, from: 'matched', status: 'withdrawn', mails: [{ to: mentor, kind: 'withdrawn' }] },
        actor,
      );
    expect((await Promise.all([withdraw(), withdraw()])).filter(Boolean)).toHaveLength(1);
    expect(await store.matches()).toEqual([]);
    expect((await store.matchHistory(mentor)).map(({ ended }) => [ended?.actor, ended?.reason])).toEqual([
      ['applicant', 'mentor-left'],
      ['applicant', 'mentor-left'],
    ]);
    expect(await store.find(mentor)).toMatchObject({ status: 'withdrawn', closedAt: at(5), readAt: null });
    for (const each of [ada, kit]) expect((await store.find(each))?.status).toBe('matching');
    expect(
      (await claimAll(store, at(9)))
        .map(({ kind, name, other }) => [kind, name?.submissionId, other?.submissionId])
        .sort(),
    ).toEqual(
      [
        ['match-ended', ada.submissionId, mentor.submissionId],
        ['match-ended', kit.submissionId, mentor.submissionId],
        ['withdrawn', mentor.submissionId, undefined],
      ].sort(),
    );
    await unbroken(store);
  });

  it('withdraws the question to a mentor about a mentee who leaves', async () => {
    const store = await open();
    const [mentee, mentor] = [submission({ form: 'mentee', mail: [] }), submission({ form: 'mentor', mail: [] })];
    for (const each of [mentee, mentor]) await store.accept(each);
    const terms = { days: 5, answerBy: '2027-01-20' };
    await store.offer([{ about: mentee, mentor }], new Map([[mentor.submissionId, 1]]), terms, {
      at: at(1),
      actor: 'staff:kim',
    });
    expect(await store.offers('waiting')).toHaveLength(1);
    await claimAll(store, at(2));
    const { status: from } = (await store.find(mentee))!;
    expect(await store.withdraw({ submission: mentee, from, status: 'withdrawn', mails: [] }, actor)).toBe(true);
    expect(await store.offers('waiting')).toEqual([]);
    expect((await claimAll(store, at(9))).map(({ kind, name }) => [kind, name?.submissionId])).toContainEqual([
      'offer-withdrawn',
      mentor.submissionId,
    ]);
  });

  it('removes the meeting of a question that is withdrawn', async () => {
    const store = await open();
    const one = submission();
    await store.accept(one);
    await store.change([one], { status: 'booked', meeting: box('meeting') }, kim(1));
    expect(await store.withdraw({ submission: one, from: 'booked', status: 'closed', mails: [] }, actor)).toBe(true);
    expect([await store.meetings(), (await store.find(one))?.status]).toEqual([[], 'closed']);
    expect(await store.withdraw({ submission: submission(), from: 'new', status: 'closed', mails: [] }, actor)).toBe(
      false,
    );
  });
}
