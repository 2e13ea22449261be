import { expect, it } from 'vitest';
import type { NewSubmission } from '#inbox/stores/types/store.ts';
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
    const end = (other: NewSubmission) => store.unmatch({ mentee: ada, mentor: other }, false, actor);
    expect([await end(submission({ form: 'mentor' })), await end(mentor), await end(mentor)]).toEqual([
      false,
      true,
      false,
    ]);
    expect(await store.find(ada)).toMatchObject({ status: 'matching', closedAt: null });
    expect((await store.find(mentor))?.status).toBe('matching');
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
