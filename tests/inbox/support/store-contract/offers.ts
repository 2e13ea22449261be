import { expect, it } from 'vitest';
import type { NewSubmission, Run, Store } from '#inbox/stores/store.ts';
import { claimAll } from '../claim-all.ts';
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
  placesOf,
  round,
  runOf,
  terms,
  withPeople,
  type Open,
} from './samples.ts';

/** Asks one mentor about one mentee. */
const askAbout = (store: Store, about: NewSubmission, mentor: NewSubmission, minute: number) =>
  store.offer([{ about, mentor }], placesOf(mentor), terms, kim(minute));

/** Asks Grace about Ada and Lou about Kit. */
async function askBoth(open: Open, dueAt?: string) {
  const people = await withPeople(open);
  const { store, ada, kit, grace, lou } = people;
  const pairs = [
    { about: ada, mentor: grace },
    { about: kit, mentor: lou },
  ];
  await store.offer(pairs, placesOf(grace, lou), terms, kim(1), dueAt);
  return people;
}

/** Asks Grace about Ada and returns the question's number. */
async function askGrace(open: Open) {
  const people = await withPeople(open);
  await askAbout(people.store, people.ada, people.grace, 1);
  return { ...people, seq: (await people.store.offers('waiting'))[0]!.seq };
}

/** Mentors who are asked before a match. */
export function offers(open: Open): void {
  it('asks the mentors of an open run once, holds their places, and names pairs that have become impossible', async () => {
    const { store, ada, kit, grace } = await withPeople(open);
    const run = runOf([
      [ada, grace],
      [kit, grace],
    ]);
    const openRun = (await store.addRun(run, [], undefined, kim(1))) as Run;
    const ask = () => store.offerRun(openRun.seq, placesOf(grace), terms, kim(2));
    const both = await Promise.all([ask(), ask()]);
    const done = both.find((each) => 'offered' in each);
    expect(both.filter((each) => 'conflict' in each)).toHaveLength(1);
    expect(done).toEqual({
      offered: [{ about: nameOf(ada), mentor: nameOf(grace) }],
      refused: [{ about: nameOf(kit), mentor: nameOf(grace), why: 'full' }],
    });
    expect(await store.matches()).toEqual([]);
    expect((await store.runs(round)).map(({ state }) => state)).toEqual(['published']);
    expect(await store.offers('waiting')).toMatchObject([
      { round, about: nameOf(ada), mentor: nameOf(grace), asked: kim(2), ...terms, answer: 'waiting', reason: null },
    ]);
    expect(await store.find(ada)).toMatchObject({ status: 'matching' });
    const twice = await askAbout(store, ada, grace, 3);
    expect(twice.refused).toMatchObject([{ why: 'asked already' }]);
    expect(await store.match({ mentee: kit, mentor: grace }, 1, false, kim(3))).toBe('full');
    expect(await mailTo(store, 'offer')).toEqual([grace.submissionId]);
  });

  it('matches and introduces the two with the first yes, whatever is sent after it', async () => {
    const { store, ada, grace, seq } = await askGrace(open);
    const yes = () => store.replyToOffer(seq, { answer: 'accepted' }, 1, applicant(2));
    const answers = await Promise.all([yes(), yes()]);
    expect(answers.map((each) => each?.answer)).toEqual(['accepted', 'accepted']);
    const no = { answer: 'declined', reason: 'other', note: box('why') } as const;
    expect((await store.replyToOffer(seq, no, 1, applicant(3)))?.answer).toBe('accepted');
    expect(await store.matches()).toMatchObject([{ mentee: nameOf(ada), mentor: nameOf(grace), began: applicant(2) }]);
    expect(await mailTo(store, 'matched')).toEqual(idsOf(ada, grace));
    expect(await store.replyToOffer(999, { answer: 'accepted' }, 1, applicant(4))).toBeUndefined();
  });

  it('leaves a mentor with a free place after a yes and a no', async () => {
    const { store, ada, kit, grace } = await withPeople(open);
    const places = new Map([[grace.submissionId, 2]]);
    await store.offer(
      [ada, kit].map((about) => ({ about, mentor: grace })),
      places,
      terms,
      kim(1),
    );
    const [first, second] = await store.offers('waiting');
    await store.replyToOffer(first!.seq, { answer: 'accepted' }, 2, applicant(2));
    await store.replyToOffer(second!.seq, { answer: 'declined', reason: 'other', note: null }, 2, applicant(3));
    expect(await store.find(grace)).toMatchObject({ status: 'eligible' });
    await store.offer([{ about: kit, mentor: grace }], places, terms, kim(4));
    await store.replyToOffer((await store.offers('waiting'))[0]!.seq, { answer: 'accepted' }, 2, applicant(5));
    expect(await store.find(grace)).toMatchObject({ status: 'matched' });
  });

  it('mails the question about a mentee even where an erased one had its number', async () => {
    const { store, ada, kit, grace, lou, seq } = await askGrace(open);
    await store.remindOfOffers([seq], at(2));
    expect(await mailTo(store, 'offer')).toEqual([grace.submissionId]);
    await store.erase([nameOf(ada)], eraser);
    await askAbout(store, kit, lou, 4);
    const [offer] = await store.offers('waiting');
    await store.remindOfOffers([offer!.seq, offer!.seq], at(5));
    const kinds = (await store.mailOf(nameOf(lou))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('offer'))).toEqual(['offer', 'offer-reminder']);
  });

  it('keeps a no with its reason and note, and frees the place', async () => {
    const { store, ada, kit, grace, seq } = await askGrace(open);
    const no = { answer: 'declined', reason: 'not-suited', note: box('not my field') } as const;
    const stored = await store.replyToOffer(seq, no, 1, applicant(2));
    expect(stored).toMatchObject({ answer: 'declined', answeredAt: at(2), reason: 'not-suited' });
    expect(Buffer.from(stored!.note!.box).toString()).toBe('not my field');
    expect(await store.keyIds()).toEqual(['k1']);
    const other = await askAbout(store, kit, grace, 3);
    expect(other.refused).toEqual([]);
    expect((await store.offers(grace)).map(({ answer }) => answer)).toEqual(['declined', 'waiting']);
    expect((await store.offers(ada)).map(({ answer }) => answer)).toEqual(['declined']);
    expect((await store.auditOf(`mentee/${ada.submissionId}`)).map(({ action }) => action)).toContain(
      'mentor declined',
    );
  });

  it('withdraws a question that a yes can no longer fulfil, and one about a mentee who is matched otherwise', async () => {
    const { store, ada, kit, grace, lou } = await askBoth(open);
    const [toGrace, toLou] = await store.offers('waiting');
    expect(await mailTo(store, 'offer')).toHaveLength(2);
    await store.change([ada], { status: 'withdrawn' }, kim(2));
    expect(await store.replyToOffer(toGrace!.seq, { answer: 'accepted' }, 1, applicant(3))).toMatchObject({
      answer: 'withdrawn',
    });
    expect(await store.match({ mentee: kit, mentor: grace }, 1, false, kim(4))).toBe('matched');
    expect(await store.offerOf(toLou!.seq)).toMatchObject({ answer: 'withdrawn', answeredAt: at(4) });
    expect((await mailTo(store, 'offer-withdrawn')).sort()).toEqual([grace.submissionId, lou.submissionId].sort());
  });

  it('ends questions that wait, reminds once, and tells only of those withdrawn', async () => {
    const { store, grace, lou } = await askBoth(open);
    const seqs = (await store.offers('waiting')).map(({ seq }) => seq);
    expect(await mailTo(store, 'offer')).toHaveLength(2);
    await store.remindOfOffers(seqs, at(2));
    await store.remindOfOffers(seqs, at(3));
    expect(await store.endOffers([seqs[0]!], 'timed-out', kim(4))).toBe(1);
    expect(await store.endOffers(seqs, 'withdrawn', kim(5))).toBe(1);
    const kinds = (await claimAll(store, at(9))).map(({ kind, name: to }) => `${kind} ${to?.submissionId}`);
    const [first, second] = [grace.submissionId, lou.submissionId];
    expect(kinds.filter((each) => each.startsWith('offer-')).sort()).toEqual(
      [`offer-reminder ${first}`, `offer-reminder ${second}`, `offer-withdrawn ${second}`].sort(),
    );
  });

  it('takes back the mail about an offer that ends before it went out, and tells nobody; one that is held may have gone out', async () => {
    const { store, lou } = await askBoth(open, at(11));
    expect((await claimAll(store, at(10))).filter(({ kind }) => kind === 'offer')).toEqual([]);
    const seqs = (await store.offers('waiting')).map(({ seq }) => seq);
    expect(await store.endOffers(seqs.slice(0, 1), 'withdrawn', kim(2))).toBe(1);
    await store.holdAfterRestore(at(3));
    expect(await store.endOffers(seqs.slice(1), 'withdrawn', kim(4))).toBe(1);
    const kinds = (await claimAll(store, at(59))).map(({ kind, name: to }) => `${kind} ${to?.submissionId}`);
    expect(kinds.filter((each) => each.startsWith('offer'))).toEqual([`offer-withdrawn ${lou.submissionId}`]);
  });

  it('takes somebody who is erased out of all questions, and carries the others to another store', async () => {
    const { store, ada, kit, grace, lou } = await askBoth(open);
    for (const each of [grace, lou]) await store.setReminders(each, false, applicant(2));
    await store.setReminders(lou, false, applicant(3));
    expect(await store.withoutReminders()).toEqual([nameOf(grace), nameOf(lou)]);
    await store.setReminders(lou, true, applicant(4));
    await store.erase([ada, grace], eraser);
    expect(await store.withoutReminders()).toEqual([]);
    await store.setReminders(lou, false, applicant(5));
    expect((await store.offers({ round })).map(({ about }) => about)).toEqual([nameOf(kit)]);
    const other = await carried(store, open);
    expect(await other.offers('waiting')).toEqual(await store.offers('waiting'));
  });
}
