import { expect, it } from 'vitest';
import type { NewSubmission } from '#inbox/stores/store.ts';
import { at, eraser, idsOf, kim, mailTo, round, submission, withPeople, type Open } from './samples.ts';

/** Matching mentees and mentors. */
export function matching(open: Open): void {
  it('matches each mentee once while the mentor has a place, with an audit entry for both', async () => {
    const { store, ada, kit, zoe, grace: mentor, lou } = await withPeople(open);
    const match = (mentee: NewSubmission, tell = false) => store.match({ mentee, mentor }, 2, tell, kim(1));
    expect(await match(ada)).toBe('matched');
    expect((await store.find(mentor))?.status).toBe('eligible');
    expect([await match(ada), await match(submission({ form: 'mentee' }))]).toEqual(['has mentor', 'missing']);
    expect(await match(kit, true)).toBe('matched');
    expect(await store.find(mentor)).toMatchObject({ status: 'matched', closedAt: at(1) });
    expect(await store.find(kit)).toMatchObject({ status: 'matched', closedAt: at(1) });
    expect(await match(zoe)).toBe('full');
    expect((await store.find(zoe))?.status).toBe('new');
    expect(idsOf(...(await store.matches()).map(({ mentee }) => mentee))).toEqual(idsOf(ada, kit));
    expect(await store.matches(kit)).toMatchObject([
      { mentor: { submissionId: mentor.submissionId }, round: kit.round, began: kim(1) },
    ]);
    expect(await store.matches(mentor)).toHaveLength(2);
    expect(await mailTo(store, 'matched')).toEqual(idsOf(kit, mentor));
    const ids = async (matched: boolean) => idsOf(...(await store.list({ matched, limit: 9 })));
    expect(await ids(false)).toEqual(idsOf(zoe, lou));
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

  it("frees the mentor's place when the match ends, or the mentee withdraws or is erased", async () => {
    const { store, ada, kit, grace: mentor } = await withPeople(open);
    const match = (mentee: NewSubmission) => store.match({ mentee, mentor }, 1, false, kim(1));
    await match(ada);
    const end = async (other: NewSubmission) => {
      const ended = { mentee: ada, mentor: other, outcome: 'never-met', reason: null, next: 'matching' } as const;
      return (await store.endMatches([ended], false, kim(1))).length;
    };
    expect([await end(submission({ form: 'mentor' })), await end(mentor), await end(mentor)]).toEqual([0, 1, 0]);
    expect(await store.find(ada)).toMatchObject({ status: 'matching', closedAt: null });
    expect((await store.find(mentor))?.status).toBe('eligible');
    expect(await match(kit)).toBe('matched');
    await store.change([kit], { status: 'withdrawn' }, kim(1));
    expect(await match(ada)).toBe('matched');
    await store.erase([ada], eraser);
    expect(await store.matches()).toEqual([]);
    await store.change([kit], { status: 'eligible' }, kim(1));
    expect(await match(kit)).toBe('matched');
    await store.erase([mentor], eraser);
    expect(await store.matches(kit)).toEqual([]);
  });

  it('records how each match of a round ended, and leaves the figures after both people were erased', async () => {
    const { store, ada, kit, zoe, grace: mentor } = await withPeople(open);
    const began = kim(1);
    const over = { at: at(2), actor: 'staff:lee' };
    for (const mentee of [ada, kit, zoe])
      expect(await store.match({ mentee, mentor }, 3, false, began)).toBe('matched');
    await store.change([zoe], { status: 'withdrawn' }, over);
    const ended = await store.endMatches(
      [
        { mentee: ada, mentor, outcome: 'completed', reason: null, next: 'finished' },
        { mentee: kit, mentor, outcome: 'ended-early', reason: 'no-time', next: 'matching' },
        { mentee: zoe, mentor, outcome: 'completed', reason: null, next: 'finished' },
      ],
      true,
      over,
    );
    expect(ended.map(({ mentee }) => mentee.submissionId)).toEqual([ada.submissionId, kit.submissionId]);
    expect(await store.matches()).toEqual([]);
    expect(await store.find(ada)).toMatchObject({ status: 'finished', closedAt: at(2) });
    expect(await store.find(kit)).toMatchObject({ status: 'matching', closedAt: null });
    expect(await store.find(zoe)).toMatchObject({ status: 'withdrawn' });
    expect(await store.find(mentor)).toMatchObject({ status: 'eligible', closedAt: null });
    expect(await mailTo(store, 'match-ended')).toHaveLength(4);
    const lives = (await store.matchHistory({ round })).map(({ mentee, began, ended }) => [
      mentee?.submissionId,
      began,
      ended,
    ]);
    const expected = [
      [ada.submissionId, began, { ...over, outcome: 'completed', reason: null }],
      [kit.submissionId, began, { ...over, outcome: 'ended-early', reason: 'no-time' }],
      [zoe.submissionId, began, { ...over, outcome: 'ended-early', reason: 'mentee-left' }],
    ];
    expect(lives).toEqual(expected);
    expect(await store.matchHistory(mentor)).toHaveLength(3);
    expect(await store.matchHistory(kit)).toHaveLength(1);
    expect((await store.auditOf(`mentor/${mentor.submissionId}`)).map(({ detail }) => detail)).toContain(
      `mentee/${kit.submissionId} ended-early no-time`,
    );

    await store.erase([ada, kit, zoe, mentor], eraser);
    const left = await store.matchHistory({ round });
    expect(left.map(({ mentee, mentor, ended }) => [mentee, mentor, ended])).toEqual(
      expected.map(([, , ended]) => [null, null, ended]),
    );
  });

  it('ends the match of somebody who is erased, and looks at the other person again', async () => {
    const { store, ada: mentee, grace: mentor } = await withPeople(open);
    await store.match({ mentee, mentor }, 1, false, kim(1));
    await store.erase([mentor], eraser);
    expect(await store.matches()).toEqual([]);
    expect((await store.find(mentee))?.status).toBe('matching');
    expect(await store.matchHistory(mentee)).toMatchObject([
      { mentor: null, ended: { outcome: 'ended-early', reason: 'mentor-left' } },
    ]);
  });

  it.each([
    ['mentee', 'withdrawn'],
    ['mentee', 'matched'],
    ['mentor', 'withdrawn'],
    ['mentor', 'declined'],
  ] as const)('does not match a %s whose status became %s', async (form, status) => {
    const { store, ada: mentee, grace: mentor } = await withPeople(open);
    const pair = { mentee, mentor };
    await store.change([pair[form]], { status }, kim(1));
    expect(await store.match(pair, 1, true, kim(1))).toBe('not open');
    expect((await store.find(pair[form]))?.status).toBe(status);
    expect(await store.matches()).toEqual([]);
  });

  it('does not restore a lapsed match after the place has gone to another mentee', async () => {
    const { store, ada, kit, grace: mentor } = await withPeople(open);
    const match = (mentee: NewSubmission) => store.match({ mentee, mentor }, 1, false, kim(1));
    await match(ada);
    await store.change([ada], { status: 'withdrawn' }, kim(1));
    expect(await match(kit)).toBe('matched');
    await store.change([ada], { status: 'matched' }, kim(1));
    expect((await store.matches(mentor)).map(({ mentee }) => mentee.submissionId)).toEqual([kit.submissionId]);
  });
}
