import { expect, it } from 'vitest';
import type { NewSubmission, Run } from '#inbox/stores/store.ts';
import {
  eraser,
  idsOf,
  kim,
  mailTo,
  nameOf,
  placesOf,
  round,
  runOf,
  submission,
  withPeople,
  type Open,
} from './samples.ts';

const lockOf = (mentee: NewSubmission, mentor: NewSubmission) =>
  ({ add: { kind: 'lock', mentee: mentee.submissionId, mentor: mentor.submissionId } }) as const;
const forbidOf = (mentee: NewSubmission, mentor: NewSubmission) =>
  ({ add: { kind: 'forbid', mentee: mentee.submissionId, mentor: mentor.submissionId } }) as const;

/** Proposals for whole rounds. */
export function runs(open: Open): void {
  it('stores a proposal with its pairs and who is left over, and refuses one that was made on an older run', async () => {
    const { store, ada, kit, grace } = await withPeople(open);
    const run = runOf([[ada, grace]], [kit]);
    const first = (await store.addRun(run, [], undefined, kim(1))) as Run;
    expect(first).toMatchObject({ round, state: 'draft', made: kim(1), inputHash: 'hash' });
    expect(await store.runContent(first.seq)).toEqual({ pairs: run.pairs, left: run.left });
    expect(await store.addRun(run, [lockOf(ada, grace)], undefined, kim(2))).toEqual({ conflict: first });
    expect(await store.rules(round)).toEqual([]);
    const second = (await store.addRun(run, [], first.seq, kim(2))) as Run;
    expect((await store.runs(round)).map(({ seq }) => seq)).toEqual([second.seq, first.seq]);
    expect(await store.runs('another round')).toEqual([]);
  });

  it('stores a proposal without those who were erased while it was made, and keeps each number of a pair', async () => {
    const { store, ada, kit, zoe, grace, lou } = await withPeople(open);
    const gone = submission({ form: 'mentee', round });
    const run = runOf(
      [
        [ada, grace],
        [kit, lou],
        [gone, lou],
      ],
      [gone, zoe],
    );
    const pairs = run.pairs.map((pair, index) =>
      index === 1
        ? { ...pair, points: 0, canMeet: false, sectorRank: null, isCarriedOver: true, isLocked: true }
        : pair,
    );
    const { seq } = (await store.addRun({ ...run, pairs }, [], undefined, kim(1))) as Run;
    expect(await store.runContent(seq)).toEqual({ pairs: pairs.slice(0, 2), left: [run.left[1]] });
  });

  it('lets a lock replace earlier rules, and brings them back with an earlier run', async () => {
    const { store, ada, kit, grace, lou } = await withPeople(open);
    const words = async () =>
      (await store.rules(round)).map(({ kind, mentee, mentor }) => [kind, mentee === ada.submissionId, mentor]);
    const run = runOf([]);
    const first = (await store.addRun(run, [forbidOf(kit, lou)], undefined, kim(1))) as Run;
    const second = (await store.addRun(run, [lockOf(ada, grace)], first.seq, kim(2))) as Run;
    const third = (await store.addRun(run, [lockOf(ada, lou)], second.seq, kim(3))) as Run;
    const forbidden = ['forbid', false, lou.submissionId];
    expect(await words()).toEqual([forbidden, ['lock', true, lou.submissionId]]);
    const [rule] = await store.rules(round);
    const fourth = (await store.addRun(run, [{ end: rule!.seq }], third.seq, kim(4))) as Run;
    expect(await words()).toEqual([['lock', true, lou.submissionId]]);
    const named = async () =>
      (await store.ruledPairs(round)).map(({ run: seq, mentee, mentor }) => [seq, mentee, mentor]);
    const ruled = [
      [first.seq, kit.submissionId, lou.submissionId],
      [fourth.seq, kit.submissionId, lou.submissionId],
      [second.seq, ada.submissionId, grace.submissionId],
      [third.seq, ada.submissionId, lou.submissionId],
    ];
    expect(await named()).toEqual(ruled);

    expect(await store.goBackToRun(second.seq, third.seq, kim(5))).toBe(false);
    expect(await store.goBackToRun(second.seq, fourth.seq, kim(5))).toBe(true);
    expect(await words()).toEqual([forbidden, ['lock', true, grace.submissionId]]);
    // The fourth ended a rule that holds again, and going back is no proposal's change.
    expect(await named()).toEqual(ruled.filter(([seq]) => seq !== fourth.seq));
    expect((await store.runs(round)).map(({ state }) => state)).toEqual(['discarded', 'discarded', 'draft', 'draft']);
    expect(await store.goBackToRun(third.seq, second.seq, kim(6))).toBe(false);
  });

  it('publishes an open run once, tells both of each pair once, and names pairs that have become impossible', async () => {
    const { store, ada, kit, zoe, grace, lou } = await withPeople(open);
    const openRun = (await store.addRun(
      runOf([
        [ada, grace],
        [kit, grace],
        [zoe, lou],
      ]),
      [],
      undefined,
      kim(1),
    )) as Run;
    await store.change([zoe], { status: 'withdrawn' }, kim(2));
    const publish = () => store.publishRun(openRun.seq, placesOf(grace, lou), true, kim(3));
    const [one, other] = await Promise.all([publish(), publish()]);
    const done = 'matched' in one ? one : other;
    expect('conflict' in one).not.toBe('conflict' in other);
    expect(done).toEqual({
      matched: [{ mentee: nameOf(ada), mentor: nameOf(grace) }],
      refused: [
        { mentee: nameOf(kit), mentor: nameOf(grace), why: 'full' },
        { mentee: nameOf(zoe), mentor: nameOf(lou), why: 'not open' },
      ],
    });
    expect((await store.matches()).map(({ mentee }) => mentee.submissionId)).toEqual([ada.submissionId]);
    expect(await mailTo(store, 'matched')).toEqual(idsOf(ada, grace));
    expect((await store.runs(round)).map(({ state }) => state)).toEqual(['published']);
  });

  it('ends the lock of two whose match ends, and no other', async () => {
    const { store, ada, kit, grace, lou } = await withPeople(open);
    const locks = [lockOf(ada, grace), lockOf(kit, lou)];
    const openRun = (await store.addRun(
      runOf([
        [ada, grace],
        [kit, lou],
      ]),
      locks,
      undefined,
      kim(1),
    )) as Run;
    await store.publishRun(openRun.seq, placesOf(grace, lou), false, kim(2));
    const ending = { outcome: 'ended-early', reason: 'other', next: 'matching' } as const;
    await store.endMatches([{ mentee: ada, mentor: grace, ...ending }], false, kim(3));
    expect((await store.rules(round)).map(({ mentee }) => mentee)).toEqual([kit.submissionId]);
  });

  it('takes somebody who is erased out of all proposals and rules', async () => {
    const { store, ada, kit, grace, lou } = await withPeople(open);
    const run = runOf(
      [
        [ada, grace],
        [kit, lou],
      ],
      [ada],
    );
    const openRun = (await store.addRun(run, [lockOf(ada, grace)], undefined, kim(1))) as Run;
    await store.erase([ada], eraser);
    expect(await store.rules(round)).toEqual([]);
    expect(await store.runContent(openRun.seq)).toEqual({ pairs: [run.pairs[1]], left: [] });
  });
}
