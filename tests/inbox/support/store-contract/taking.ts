import { expect, it } from 'vitest';
import type { NewSubmission } from '#inbox/stores/store.ts';
import { at, box, kim, submission, type Open } from './samples.ts';

/** Storing submissions and repeats. */
export function taking(open: Open): void {
  it('returns a submission as it was stored', async () => {
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

  it('stores an id once, reports different answers, and stores each different body once', async () => {
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
    for (let time = 0; time < 2; time += 1) await store.addDiffering(first, at(1), Buffer.from('other'), box('other'));
    expect((await store.enclosures(first)).map(({ kind }) => kind)).toEqual(['adjustments', 'differing']);
    expect((await store.counts({})).all).toBe(1);
  });

  it('recognises a repeat without an id by its code, within the given time', async () => {
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

  it('links a second submission of an applicant to the first, within a round or while the first is open', async () => {
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

  it('stores the other submissions when one of a group cannot be stored', async () => {
    const store = await open();
    const broken = submission({ form: null as unknown as 'ask' });
    const results = await Promise.allSettled([submission(), broken, submission()].map((each) => store.accept(each)));
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
    expect((await store.counts({})).all).toBe(2);
  });

  it('stores a second request of an applicant as new after the first has ended', async () => {
    const store = await open();
    const first = submission({ duplicates: 'of-open' });
    await store.accept(first);
    await store.change([first], { status: 'met' }, kim(1));
    const second = submission({ duplicates: 'of-open', receivedAt: at(2) });
    await store.accept(second);
    expect((await store.find(second))?.duplicateOf).toBeNull();
  });
}
