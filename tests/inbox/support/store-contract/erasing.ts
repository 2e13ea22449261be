import { expect, it } from 'vitest';
import { at, box, eraser, submission, type Open } from './samples.ts';

/** Erasing submissions and all their data. */
export function erasing(open: Open): void {
  it('finds and erases a person with all their data', async () => {
    const store = await open();
    const [first, second, other] = [
      submission({ adjustments: box('apart') }),
      submission({ duplicates: 'of-open', receivedAt: at(1) }),
      submission({ emailCode: Buffer.from('kim') }),
    ];
    for (const each of [first, second, other]) await store.accept(each);
    expect(await store.ofApplicant(Buffer.from('ada'))).toHaveLength(2);
    expect(await store.erase([first], eraser)).toBe(1);
    expect(await store.enclosures(first)).toEqual([]);
    expect((await store.find(second))?.duplicateOf).toBeNull();
    expect(await store.erase(await store.ofApplicant(Buffer.from('ada')), eraser)).toBe(1);
    expect(await store.ofApplicant(Buffer.from('ada'))).toEqual([]);
    expect((await store.counts({})).all).toBe(1);
  });

  it('finds repeats of a submission and erases them alone', async () => {
    const store = await open();
    const [one, two] = [submission({ adjustments: box('apart') }), submission()];
    for (const each of [one, two]) await store.accept(each);
    for (const body of ['first', 'second'])
      await store.addDiffering(one, at(1), Buffer.from(body), box(`again ${body}`));
    await store.addDiffering(two, at(2), Buffer.from('third'), box('again third'));
    const found = await store.repeats();
    expect(
      found.map(({ submission: { submissionId }, at: when, content }) => [
        submissionId,
        when,
        Buffer.from(content.box).toString(),
      ]),
    ).toEqual([
      [one.submissionId, at(1), 'again first'],
      [one.submissionId, at(1), 'again second'],
      [two.submissionId, at(2), 'again third'],
    ]);
    expect(await store.erase([], eraser, [found[0]!])).toBe(0);
    expect((await store.repeats()).map(({ seq }) => seq)).toEqual([found[1]!.seq, found[2]!.seq]);
    expect((await store.enclosures(one)).map(({ kind }) => kind)).toEqual(['adjustments', 'differing']);
    expect(await store.erase([two], eraser, [found[1]!])).toBe(1);
    expect(await store.repeats()).toEqual([]);
    expect((await store.enclosures(one)).map(({ kind }) => kind)).toEqual(['adjustments']);
  });
}
