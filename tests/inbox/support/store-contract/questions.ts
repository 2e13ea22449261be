import { expect, it } from 'vitest';
import type { NewSubmission, QuestionBefore, QuestionStep, Store } from '#inbox/stores/store.ts';
import { claimAll } from '../claim-all.ts';
import {
  applicant,
  at,
  box,
  eraser,
  idsOf,
  kim,
  mailTo,
  nameOf,
  rowsOf,
  submission,
  terms,
  withPeople,
  type Open,
} from './samples.ts';

const times = ['2027-01-25T15:00:00.000Z', '2027-01-26T15:00:00.000Z'];
const asked: QuestionBefore = { answer: 'waiting', status: 'new', meeting: null, proposals: 0, isOpen: false };

const kindsTo = async (store: Store, to: NewSubmission) => (await store.mailOf(nameOf(to))).map(({ kind }) => kind);

async function openQuestion(open: Open) {
  const { store, zoe, grace, lou } = await withPeople(open);
  const [ada, kit] = [submission({ round: null }), submission({ round: null })];
  for (const each of [ada, kit]) await store.accept(each);
  const ask = (mentee: NewSubmission, mentor: NewSubmission) =>
    store.offer([{ about: mentee, mentor }], new Map(), terms, kim(1));
  const step = (offer: number, from: QuestionBefore, change: Partial<QuestionStep>, minute = 2) =>
    store.takeQuestionStep({ offer, from, action: 'a step', mails: [], ...change }, applicant(minute));
  const offerOf = async (of: NewSubmission) => (await store.offers(nameOf(of))).at(-1)!;
  return { store, ada, kit, zoe, grace, lou, ask, step, offerOf };
}

/** One mentor at a time is asked to answer a question, and meets who asked. */
export function questions(open: Open): void {
  it('asks one mentor about a question, who holds no place of a mentee and no second question', async () => {
    const { store, ada, kit, zoe, grace, lou, ask } = await openQuestion(open);
    const both = await Promise.all([ask(ada, grace), ask(ada, lou)]);
    expect(both.map(({ offered }) => offered.length).sort()).toEqual([0, 1]);
    expect(both.flatMap(({ refused }) => refused.map(({ why }) => why))).toEqual(['asked already']);
    const { mentor } = (await store.offers('questions'))[0]!;
    const asking = mentor.submissionId === grace.submissionId ? grace : lou;
    expect((await ask(kit, asking)).refused).toMatchObject([{ why: 'full' }]);
    expect([await store.offers('waiting'), await store.offers({ round: '' })]).toEqual([[], []]);
    expect(await store.find(ada)).toMatchObject({ status: 'new' });
    expect(await store.match({ mentee: zoe, mentor: asking }, 1, false, kim(2))).toBe('matched');
    expect(await mailTo(store, 'question')).toEqual(idsOf(asking));
  });

  it('takes each step once, with its mails, and none from what is not so any more', async () => {
    const { store, ada, grace, ask, step, offerOf } = await openQuestion(open);
    await ask(ada, grace);
    const { seq } = await offerOf(ada);
    const accept = {
      answer: 'accepted',
      status: 'offered',
      propose: { times, place: box('room') },
      mails: [{ to: nameOf(ada), kind: 'times', other: nameOf(grace) }],
    } as const;
    const twice = await Promise.all([step(seq, asked, accept), step(seq, asked, accept)]);
    expect(twice.sort()).toEqual([false, true]);
    expect(await store.find(ada)).toMatchObject({ status: 'offered' });
    expect(await store.proposals([seq])).toMatchObject([{ offer: seq, times, answeredAt: null, chosen: null }]);
    expect((await kindsTo(store, ada)).filter((kind) => kind === 'times')).toHaveLength(1);
    const offered: QuestionBefore = {
      answer: 'accepted',
      status: 'offered',
      meeting: null,
      proposals: 1,
      isOpen: true,
    };
    const meeting = box('meeting');
    const choose = { status: 'booked', choose: times[1]!, meeting } as const;
    const refuse = { choose: null, mails: [{ to: nameOf(grace), kind: 'times-wanted', other: nameOf(ada) }] } as const;
    const first = await Promise.all([step(seq, offered, choose, 3), step(seq, offered, refuse, 3)]);
    expect(first.filter(Boolean)).toHaveLength(1);
    const [proposal] = await store.proposals([seq]);
    expect(proposal).toMatchObject({ answeredAt: at(3), chosen: first[0] ? times[1] : null });
    expect((await store.meetings('booked')).length).toBe(first[0] ? 1 : 0);
  });

  it('refuses a step about a meeting that staff have moved meanwhile', async () => {
    const { store, ada, grace, ask, step, offerOf } = await openQuestion(open);
    await ask(ada, grace);
    const { seq } = await offerOf(ada);
    await step(seq, asked, { answer: 'accepted', status: 'booked', meeting: box('monday') });
    const booked: QuestionBefore = { ...asked, answer: 'accepted', status: 'booked', meeting: box('monday') };
    await store.change([nameOf(ada)], { meeting: box('tuesday') }, kim(3));
    expect(await step(seq, booked, { status: 'offered', meeting: null })).toBe(false);
    expect(await step(seq, { ...booked, meeting: box('tuesday') }, { status: 'offered', meeting: null })).toBe(true);
    expect(await store.meetings()).toEqual([]);
  });

  it('gives a question back to staff when its mentor withdraws, and lets the mentor be asked again', async () => {
    const { store, ada, kit, grace, ask, step, offerOf } = await openQuestion(open);
    await ask(ada, grace);
    const { seq } = await offerOf(ada);
    await step(seq, asked, { answer: 'accepted', status: 'booked', meeting: box('monday') });
    await store.markRead(ada, 'kim');
    const mails = [{ to: nameOf(ada), kind: 'released', other: nameOf(grace) }] as const;
    await store.withdraw({ submission: nameOf(grace), from: 'new', status: 'withdrawn', mails }, applicant(4));
    expect(await store.find(ada)).toMatchObject({ status: 'new', readAt: null });
    expect((await store.unreadOf('kim', [(await store.find(ada))!.seq])).size).toBe(1);
    expect([await store.meetings(), (await offerOf(ada)).answer]).toEqual([[], 'withdrawn']);
    await store.change([nameOf(grace)], { status: 'eligible' }, kim(5));
    expect((await ask(kit, grace)).offered).toHaveLength(1);
  });

  it('tells the mentor once when who asked withdraws, unless a meeting is cancelled', async () => {
    const { store, ada, kit, grace, lou, ask, step, offerOf } = await openQuestion(open);
    await ask(ada, grace);
    await ask(kit, lou);
    expect(await kindsTo(store, grace)).toContain('question');
    await claimAll(store, at(3));
    await step((await offerOf(kit)).seq, asked, { answer: 'accepted', status: 'booked', meeting: box('monday') });
    for (const each of [ada, kit]) {
      const { status } = (await store.find(each))!;
      await store.withdraw({ submission: nameOf(each), from: status, status: 'closed', mails: [] }, applicant(4));
    }
    expect(await kindsTo(store, grace)).toContain('question-withdrawn');
    expect(await kindsTo(store, lou)).not.toContain('question-withdrawn');
    for (const each of [ada, kit]) expect((await offerOf(each)).answer).toBe('withdrawn');
  });

  it('tells a mentor of a withdrawn question who said yes before the mail that asks them went out', async () => {
    const { store, ada, grace, ask, step, offerOf } = await openQuestion(open);
    await ask(ada, grace);
    await step((await offerOf(ada)).seq, asked, { answer: 'accepted', status: 'offered' });
    await store.withdraw({ submission: nameOf(ada), from: 'offered', status: 'closed', mails: [] }, applicant(4));
    expect(await kindsTo(store, grace)).toContain('question-withdrawn');
  });

  it('stores what both say after a meeting, the later answer of each, and erases it with either', async () => {
    const { store, ada, kit, grace, lou, ask, step, offerOf } = await openQuestion(open);
    for (const [question, mentor, left] of [
      [ada, grace, ada],
      [kit, lou, lou],
    ] as const) {
      await ask(question, mentor);
      const { seq } = await offerOf(question);
      await step(seq, asked, {
        answer: 'accepted',
        status: 'booked',
        meeting: box('monday'),
        propose: { times, place: box('x') },
      });
      const said = { offer: seq, meeting: 0, side: 'mentee' } as const;
      for (const answer of ['again', 'again', 'yes'] as const)
        await store.answerMeeting({ ...said, answer }, applicant(5));
      await store.answerMeeting({ ...said, side: 'mentor', answer: 'over' }, applicant(6));
      expect(await store.meetingAnswers([seq])).toEqual([
        { ...said, answeredAt: at(5), answer: 'yes' },
        { ...said, side: 'mentor', answeredAt: at(6), answer: 'over' },
      ]);
      const audit = await store.auditOf(`ask/${question.submissionId}`);
      expect(audit.filter(({ action }) => action === 'said whether they met')).toHaveLength(3);
      await store.erase([nameOf(left)], eraser);
      const tables = (await rowsOf(store)).map(({ table }) => table);
      for (const table of ['offer', 'proposal', 'meeting_answer']) expect(tables).not.toContain(table);
    }
    expect(await store.find(kit)).toMatchObject({ status: 'new' });
    expect(await store.answerMeeting({ offer: 999, meeting: 0, side: 'mentor', answer: 'yes' }, kim(1))).toBe(false);
  });
}
