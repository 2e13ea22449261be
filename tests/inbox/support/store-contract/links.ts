import { expect, it } from 'vitest';
import { claimAll } from '../claim-all.ts';
import { applicant, at, eraser, linkOf, submission, type Open } from './samples.ts';

/** The hash as text: each database has bytes of a class of its own. */
const hashIn = (link: { tokenHash: Uint8Array } | undefined) => link && Buffer.from(link.tokenHash).toString();

/** Secret links. */
export function links(open: Open): void {
  it('keeps one link for each subject, and makes another when it has expired', async () => {
    const store = await open();
    const one = submission();
    await store.accept(one);
    const first = linkOf(one, { expiresAt: at(10) });
    expect(await store.keepLink(first)).toMatchObject({ tokenHash: first.tokenHash, submission: first.submission });
    const [again, other] = [
      linkOf(one, { createdAt: at(9) }),
      linkOf(one, { createdAt: at(9), about: 'second', expiresAt: at(30) }),
    ];
    expect(hashIn(await store.keepLink(again))).toBe(hashIn(first));
    expect(hashIn(await store.keepLink(other))).toBe(hashIn(other));
    const later = linkOf(one, { createdAt: at(10) });
    expect(hashIn(await store.keepLink(later))).toBe(hashIn(later));
    expect(await store.findLink(first.tokenHash)).toBeUndefined();
    expect(await store.findLink(later.tokenHash)).toMatchObject({
      purpose: 'application',
      about: '',
      expiresAt: null,
      submission: { form: 'ask', submissionId: one.submissionId },
    });
    expect(await store.findLink(other.tokenHash)).toMatchObject({ about: 'second', expiresAt: at(30) });
    expect(await store.keepLink(linkOf(submission()))).toBeUndefined();
  });

  it('gives everybody who asks at once the same link', async () => {
    const store = await open();
    const one = submission();
    await store.accept(one);
    const kept = await Promise.all(Array.from({ length: 5 }, () => store.keepLink(linkOf(one))));
    expect(new Set(kept.map(hashIn)).size).toBe(1);
  });

  it('renews links with an audit entry and a mail each', async () => {
    const store = await open();
    const [one, two] = [submission({ mail: [] }), submission({ mail: [] })];
    for (const each of [one, two]) await store.accept(each);
    const before = (await store.keepLink(linkOf(one)))!;
    const actor = applicant(1);
    const [after, silent] = [linkOf(one), linkOf(two)];
    await store.renewLinks([after, linkOf(submission())], true, actor);
    await store.renewLinks([silent], false, actor);
    expect(await store.findLink(before.tokenHash)).toBeUndefined();
    expect(await store.findLink(after.tokenHash)).toBeDefined();
    expect((await claimAll(store, at(2))).map(({ kind, name }) => [kind, name?.submissionId])).toEqual([
      ['link', one.submissionId],
    ]);
    expect((await store.auditOf(`ask/${one.submissionId}`)).map(({ action, detail }) => [action, detail])).toEqual([
      ['submission stored', 'new'],
      ['link renewed', 'application'],
    ]);
  });

  it('erases the links of a submission with it', async () => {
    const store = await open();
    const [one, two] = [submission(), submission()];
    for (const each of [one, two]) await store.accept(each);
    const [gone, left] = [linkOf(one), linkOf(two)];
    for (const link of [gone, left]) await store.keepLink(link);
    await store.erase([one], eraser);
    expect(await store.findLink(gone.tokenHash)).toBeUndefined();
    expect(await store.findLink(left.tokenHash)).toBeDefined();
    // The number of an erased submission may be used again.
    await store.accept(submission());
    expect(await store.findLink(gone.tokenHash)).toBeUndefined();
  });
}
