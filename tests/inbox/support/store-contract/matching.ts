import { expect, it } from 'vitest';
import type { NewSubmission } from '#inbox/stores/store.ts';
import { claimAll } from '../claim-all.ts';
import { at, submission, type Open, eraser } from './samples.ts';

/** Matching mentees and mentors. */
export function matching(open: Open): void {
  it('matches each mentee once while the mentor has a place, with an audit entry for both', async () => {
    const store = await open();
    const mentor = submission({ form: 'mentor' });
    const [ada, kit, zoe] = [1, 2, 3].map(() => submission({ form: 'mentee' })) as [
      NewSubmission,
      NewSubmission,
      NewSubmission,
    ];
    for (const each of [mentor, ada, kit, zoe]) await store.accept(each);
    const actor = { at: at(1), actor: 'staff:kim' };
    const match = (mentee: NewSubmission, tell = false) => store.match({ mentee, mentor }, 2, tell, actor);
    expect(await match(ada)).toBe('matched');
    expect((await store.find(mentor))?.status).toBe('eligible');
    expect([await match(ada), await match(submission({ form: 'mentee' }))]).toEqual(['has mentor', 'missing']);
    expect(await match(kit, true)).toBe('matched');
    expect(await store.find(mentor)).toMatchObject({ status: 'matched', closedAt: at(1) });
    expect(await store.find(kit)).toMatchObject({ status: 'matched', closedAt: at(1) });
    expect(await match(zoe)).toBe('full');
    expect((await store.find(zoe))?.status).toBe('new');
    expect((await store.matches()).map(({ mentee }) => mentee.submissionId).sort()).toEqual(
      [ada.submissionId, kit.submissionId].sort(),
    );
    expect(await store.matches(kit)).toMatchObject([
      { mentor: { submissionId: mentor.submissionId }, round: kit.round, began: actor },
    ]);
    expect(await store.matches(mentor)).toHaveLength(2);
    const told = (await claimAll(store, at(9))).filter(({ kind }) => kind === 'matched');
    expect(told.map(({ name: of }) => of?.submissionId).sort()).toEqual([kit.submissionId, mentor.submissionId].sort());
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

  it("frees the mentor's place when the match ends, or the mentee withdraws or is erased", async () => {
    const store = await open();
    const mentor = submission({ form: 'mentor' });
    const [ada, kit] = [submission({ form: 'mentee' }), submission({ form: 'mentee' })];
    for (const each of [mentor, ada, kit]) await store.accept(each);
    const actor = { at: at(1), actor: 'staff:kim' };
    const match = (mentee: NewSubmission) => store.match({ mentee, mentor }, 1, false, actor);
    await match(ada);
    const end = async (other: NewSubmission) => {
      const ended = { mentee: ada, mentor: other, outcome: 'never-met', reason: null, next: 'matching' } as const;
      return (await store.endMatches([ended], false, actor)).length;
    };
    expect([await end(submission({ form: 'mentor' })), await end(mentor), await end(mentor)]).toEqual([0, 1, 0]);
    expect(await store.find(ada)).toMatchObject({ status: 'matching', closedAt: null });
    expect((await store.find(mentor))?.status).toBe('eligible');
    expect(await match(kit)).toBe('matched');
    await store.change([kit], { status: 'withdrawn' }, actor);
    expect(await match(ada)).toBe('matched');
    await store.erase([ada], eraser);
    expect(await store.matches()).toEqual([]);
    await store.change([kit], { status: 'eligible' }, actor);
    expect(await match(kit)).toBe('matched');
    await store.erase([mentor], eraser);
    expect(await store.matches(kit)).toEqual([]);
  });

  it('records how each match of a round ended, and leaves the figures after both people were erased', async () => {
    const store = await open();
    const mentor = submission({ form: 'mentor' });
    const [ada, kit, zoe] = [1, 2, 3].map(() => submission({ form: 'mentee', round: '2026-27' })) as [
      NewSubmission,
      NewSubmission,
      NewSubmission,
    ];
    for (const each of [mentor, ada, kit, zoe]) await store.accept(each);
    const began = { at: at(1), actor: 'staff:kim' };
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
    const mails = (await claimAll(store, at(9))).filter(({ kind }) => kind === 'match-ended');
    expect(mails).toHaveLength(4);
    const lives = (await store.matchHistory({ round: '2026-27' })).map(({ mentee, began, ended }) => [
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
    const left = await store.matchHistory({ round: '2026-27' });
    expect(left.map(({ mentee, mentor, ended }) => [mentee, mentor, ended])).toEqual(
      expected.map(([, , ended]) => [null, null, ended]),
    );
  });

  it('ends the match of somebody who is erased, and looks at the other person again', async () => {
    const store = await open();
    const mentor = submission({ form: 'mentor' });
    const mentee = submission({ form: 'mentee' });
    for (const each of [mentor, mentee]) await store.accept(each);
    await store.match({ mentee, mentor }, 1, false, { at: at(1), actor: 'staff:kim' });
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
    const store = await open();
    const pair = { mentee: submission({ form: 'mentee' }), mentor: submission({ form: 'mentor' }) };
    for (const each of [pair.mentee, pair.mentor]) await store.accept(each);
    const actor = { at: at(1), actor: 'staff:kim' };
    await store.change([pair[form]], { status }, actor);
    expect(await store.match(pair, 1, true, actor)).toBe('not open');
    expect((await store.find(pair[form]))?.status).toBe(status);
    expect(await store.matches()).toEqual([]);
  });

  it('does not restore a lapsed match after the place has gone to another mentee', async () => {
    const store = await open();
    const mentor = submission({ form: 'mentor' });
    const [ada, kit] = [submission({ form: 'mentee' }), submission({ form: 'mentee' })];
    for (const each of [mentor, ada, kit]) await store.accept(each);
    const actor = { at: at(1), actor: 'staff:kim' };
    const match = (mentee: NewSubmission) => store.match({ mentee, mentor }, 1, false, actor);
    await match(ada);
    await store.change([ada], { status: 'withdrawn' }, actor);
    expect(await match(kit)).toBe('matched');
    await store.change([ada], { status: 'matched' }, actor);
    expect((await store.matches(mentor)).map(({ mentee }) => mentee.submissionId)).toEqual([kit.submissionId]);
  });
}
