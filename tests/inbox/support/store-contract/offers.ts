import { expect, it } from 'vitest';
import type { NewRun, NewSubmission, Run, Store } from '#inbox/stores/store.ts';
import { claimAll } from '../claim-all.ts';
import { at, box, eraser, rowsOf, submission, type Open } from './samples.ts';

const kim = (minute: number) => ({ at: at(minute), actor: 'staff:kim' });
const applicant = (minute: number) => ({ at: at(minute), actor: 'applicant' });
const round = '2026-27';
const terms = { days: 5, answerBy: '2027-01-20' };
const name = ({ form, submissionId }: NewSubmission) => ({ form, submissionId });

async function people(store: Store): Promise<Record<'ada' | 'kit' | 'grace' | 'lou', NewSubmission>> {
  const mentee = () => submission({ form: 'mentee', round });
  const mentor = () => submission({ form: 'mentor', round: null });
  const all = { ada: mentee(), kit: mentee(), grace: mentor(), lou: mentor() };
  for (const each of Object.values(all)) await store.accept(each);
  return all;
}

const runOf = (pairs: readonly (readonly [NewSubmission, NewSubmission])[]): NewRun => ({
  ...{ round, cause: 'Proposed', settings: '{}', totals: '{}', inputHash: 'hash', left: [] },
  pairs: pairs.map(([mentee, mentor]) => ({
    ...{ mentee: mentee.submissionId, mentor: mentor.submissionId },
    ...{ points: 7, canMeet: true, sectorRank: 0, isCarriedOver: false, isLocked: false },
  })),
});

const placesOf = (...mentors: NewSubmission[]) => new Map(mentors.map(({ submissionId }) => [submissionId, 1]));
const mailTo = async (store: Store, kind: string) =>
  (await claimAll(store, at(59))).filter((mail) => mail.kind === kind).map((mail) => mail.name?.submissionId);

/** Asks one mentor about one mentee. */
const askAbout = (store: Store, about: NewSubmission, mentor: NewSubmission, minute: number) =>
  store.offer([{ about, mentor }], placesOf(mentor), terms, kim(minute));

/** Mentors who are asked before a match. */
export function offers(open: Open): void {
  it('asks the mentors of an open run once, holds their places, and names pairs that have become impossible', async () => {
    const store = await open();
    const { ada, kit, grace } = await people(store);
    const pairs = [
      [ada, grace],
      [kit, grace],
    ] as const;
    const openRun = (await store.addRun(runOf(pairs), [], undefined, kim(1))) as Run;
    const ask = () => store.offerRun(openRun.seq, placesOf(grace), terms, kim(2));
    const both = await Promise.all([ask(), ask()]);
    const done = both.find((each) => 'offered' in each);
    expect(both.filter((each) => 'conflict' in each)).toHaveLength(1);
    expect(done).toEqual({
      offered: [{ about: name(ada), mentor: name(grace) }],
      refused: [{ about: name(kit), mentor: name(grace), why: 'full' }],
    });
    expect(await store.matches()).toEqual([]);
    expect((await store.runs(round)).map(({ state }) => state)).toEqual(['published']);
    expect(await store.offers('waiting')).toMatchObject([
      { round, about: name(ada), mentor: name(grace), asked: kim(2), ...terms, answer: 'waiting', reason: null },
    ]);
    expect(await store.find(ada)).toMatchObject({ status: 'matching' });
    const twice = await askAbout(store, ada, grace, 3);
    expect(twice.refused).toMatchObject([{ why: 'asked already' }]);
    expect(await store.match({ mentee: kit, mentor: grace }, 1, false, kim(3))).toBe('full');
    expect(await mailTo(store, 'offer')).toEqual([grace.submissionId]);
  });

  it('matches and introduces the two with the first yes, whatever is sent after it', async () => {
    const store = await open();
    const { ada, grace } = await people(store);
    await askAbout(store, ada, grace, 1);
    const { seq } = (await store.offers('waiting'))[0]!;
    const yes = () => store.replyToOffer(seq, { answer: 'accepted' }, 1, applicant(2));
    const answers = await Promise.all([yes(), yes()]);
    expect(answers.map((each) => each?.answer)).toEqual(['accepted', 'accepted']);
    const no = { answer: 'declined', reason: 'other', note: box('why') } as const;
    expect((await store.replyToOffer(seq, no, 1, applicant(3)))?.answer).toBe('accepted');
    expect(await store.matches()).toMatchObject([{ mentee: name(ada), mentor: name(grace), began: applicant(2) }]);
    expect((await mailTo(store, 'matched')).sort()).toEqual([ada.submissionId, grace.submissionId].sort());
    expect(await store.replyToOffer(999, { answer: 'accepted' }, 1, applicant(4))).toBeUndefined();
  });

  it('leaves a mentor with a free place after a yes and a no', async () => {
    const store = await open();
    const { ada, kit, grace } = await people(store);
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
    const store = await open();
    const { ada, kit, grace, lou } = await people(store);
    await askAbout(store, ada, grace, 1);
    const { seq } = (await store.offers('waiting'))[0]!;
    await store.remindOfOffers([seq], at(2));
    expect(await mailTo(store, 'offer')).toEqual([grace.submissionId]);
    await store.erase([name(ada)], eraser);
    await askAbout(store, kit, lou, 4);
    const [offer] = await store.offers('waiting');
    await store.remindOfOffers([offer!.seq, offer!.seq], at(5));
    const kinds = (await store.mailOf(name(lou))).map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind.startsWith('offer'))).toEqual(['offer', 'offer-reminder']);
  });

  it('keeps a no with its reason and note, and frees the place', async () => {
    const store = await open();
    const { ada, kit, grace } = await people(store);
    await askAbout(store, ada, grace, 1);
    const { seq } = (await store.offers('waiting'))[0]!;
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
    const store = await open();
    const { ada, kit, grace, lou } = await people(store);
    const pairs = [
      { about: ada, mentor: grace },
      { about: kit, mentor: lou },
    ];
    await store.offer(pairs, placesOf(grace, lou), terms, kim(1));
    const [toGrace, toLou] = await store.offers('waiting');
    expect(await mailTo(store, 'offer')).toHaveLength(2);
    await store.change([ada], { status: 'withdrawn' }, kim(2));
    expect(await store.replyToOffer(toGrace!.seq, { answer: 'accepted' }, 1, applicant(3))).toMatchObject({
      answer: 'withdrawn',
    });
    expect(await store.match({ mentee: kit, mentor: grace }, 1, false, kim(4))).toBe('matched');
    expect(await store.offerOf(toLou!.seq)).toMatchObject({ answer: 'withdrawn', answeredAt: at(4) });
    expect(await mailTo(store, 'offer-withdrawn')).toEqual([lou.submissionId]);
  });

  it('ends questions that wait, reminds once, and tells only of those withdrawn', async () => {
    const store = await open();
    const { ada, kit, grace, lou } = await people(store);
    const pairs = [
      { about: ada, mentor: grace },
      { about: kit, mentor: lou },
    ];
    await store.offer(pairs, placesOf(grace, lou), terms, kim(1));
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
    const store = await open();
    const { ada, kit, grace, lou } = await people(store);
    const pairs = [
      { about: ada, mentor: grace },
      { about: kit, mentor: lou },
    ];
    await store.offer(pairs, placesOf(grace, lou), terms, kim(1), at(11));
    expect((await claimAll(store, at(10))).filter(({ kind }) => kind === 'offer')).toEqual([]);
    const seqs = (await store.offers('waiting')).map(({ seq }) => seq);
    expect(await store.endOffers(seqs.slice(0, 1), 'withdrawn', kim(2))).toBe(1);
    await store.holdAfterRestore(at(3));
    expect(await store.endOffers(seqs.slice(1), 'withdrawn', kim(4))).toBe(1);
    const kinds = (await claimAll(store, at(59))).map(({ kind, name: to }) => `${kind} ${to?.submissionId}`);
    expect(kinds.filter((each) => each.startsWith('offer'))).toEqual([`offer-withdrawn ${lou.submissionId}`]);
  });

  it('takes somebody who is erased out of all questions, and carries the others to another store', async () => {
    const store = await open();
    const { ada, kit, grace, lou } = await people(store);
    const pairs = [
      { about: ada, mentor: grace },
      { about: kit, mentor: lou },
    ];
    await store.offer(pairs, placesOf(grace, lou), terms, kim(1));
    for (const each of [grace, lou]) await store.setReminders(each, false, applicant(2));
    await store.setReminders(lou, false, applicant(3));
    expect(await store.withoutReminders()).toEqual([name(grace), name(lou)]);
    await store.setReminders(lou, true, applicant(4));
    await store.erase([ada, grace], eraser);
    expect(await store.withoutReminders()).toEqual([]);
    await store.setReminders(lou, false, applicant(5));
    expect((await store.offers({ round })).map(({ about }) => about)).toEqual([name(kit)]);
    const other = await open();
    await other.fill(store.rows());
    expect(await rowsOf(other)).toEqual(await rowsOf(store));
    expect(await other.offers('waiting')).toEqual(await store.offers('waiting'));
  });
}
