/** The steps of a question, from a mentor's yes to the meeting. Each is taken once, or not at all if something changed meanwhile. */
import { toInstant, wallTime } from '#forms/dates/zoned-time.ts';
import type { Actor, MailKind, NewMail, QuestionStep, SubmissionName } from '../../stores/store.ts';
import { sealMailContent, sealMeeting, type MailContent, type Meeting } from '../../submissions/sealed-content.ts';
import type { Sealed, Vault } from '../../vault.ts';
import { meetingSequence } from '../meetings.ts';
import { readQuestion, type Question, type QuestionSource } from './question.ts';

type StepParts = Omit<QuestionStep, 'offer' | 'from' | 'mails'> & { mails?: readonly (NewMail | undefined)[] };

async function take({ store }: QuestionSource, question: Question, actor: Actor, step: StepParts): Promise<boolean> {
  const { submission, offer, sealedMeeting, proposals } = question;
  if (!offer) return false;
  return store.takeQuestionStep(
    {
      ...step,
      offer: offer.seq,
      from: {
        answer: offer.answer,
        status: submission.status,
        meeting: sealedMeeting,
        proposals: proposals.length,
        isOpen: proposals.at(-1)?.answeredAt === null,
      },
      mails: (step.mails ?? []).filter((mail) => mail !== undefined),
    },
    actor,
  );
}

const nameIn = ({ form, submissionId }: SubmissionName): SubmissionName => ({ form, submissionId });

/** Returns functions that write a mail to who asked, and to the mentor. */
function lettersOf({ vault }: QuestionSource, { submission, offer }: Question) {
  const [asker, mentor] = [nameIn(submission), offer!.mentor];
  const write = (to: SubmissionName, other: SubmissionName) => (kind: MailKind, content?: MailContent) => ({
    ...{ to, other, kind },
    content: content && sealMailContent(vault, to, { ...content, about: asker }),
  });
  return { toAsker: write(asker, mentor), toMentor: write(mentor, asker) };
}

/** Returns the content of a mail that takes a cancelled meeting out of a calendar; undefined if no meeting is ahead. */
async function offContent(
  source: QuestionSource,
  { submission, meeting, stage }: Question,
  { at }: Actor,
): Promise<MailContent | undefined> {
  if (stage !== 'booked' || !meeting || toInstant(meeting.at).toISOString() <= at) return undefined;
  return { was: { ...meeting, sequence: await meetingSequence(source, submission) } };
}

/** Stores a proposal: with it, a mentor who was asked says yes, and one who has a meeting asks to move it. */
export async function proposeTimes(
  source: QuestionSource,
  question: Question,
  times: readonly string[],
  place: string,
  actor: Actor,
): Promise<boolean> {
  const { stage, offer } = question;
  if (!offer || !['asked', 'wanted', 'unsuited', 'booked'].includes(stage)) return false;
  const { toAsker, toMentor } = lettersOf(source, question);
  const off = await offContent(source, question, actor);
  return take(source, question, actor, {
    action: stage === 'asked' ? 'mentor accepted' : 'times proposed',
    answer: 'accepted',
    status: 'offered',
    meeting: null,
    propose: { times, place: sealPlace(source, offer.seq, place) },
    mails: [toAsker('times', off), off && toMentor('cancelled', off)],
  });
}

/** Books one of the newest times. */
export async function chooseTime(
  source: QuestionSource,
  question: Question,
  time: string,
  actor: Actor,
): Promise<boolean> {
  const { submission, proposals, stage } = question;
  const proposal = proposals.at(-1);
  if (stage !== 'choosing' || !proposal?.times.includes(time) || time <= actor.at) return false;
  const meeting: Meeting = {
    at: wallTime(new Date(time)),
    place: openPlace(source, proposal),
    sequence: await meetingSequence(source, submission),
  };
  const { toAsker, toMentor } = lettersOf(source, question);
  return take(source, question, actor, {
    action: 'time chosen',
    status: 'booked',
    meeting: sealMeeting(source.vault, submission, meeting),
    choose: time,
    mails: [toAsker('booked', { meeting }), toMentor('booked', { meeting })],
  });
}

/** None of the newest times suits: the mentor is asked for others once, then staff help. */
export async function refuseTimes(source: QuestionSource, question: Question, actor: Actor): Promise<boolean> {
  const { proposals, stage } = question;
  if (stage !== 'choosing') return false;
  const isSecond = proposals.at(-2)?.chosen === null;
  const { toMentor } = lettersOf(source, question);
  return take(source, question, actor, {
    action: 'no time suits',
    choose: null,
    ...(isSecond ? { forStaff: true } : { mails: [toMentor('times-wanted')] }),
  });
}

/** The student needs another time than the booked one: the mentor is asked to propose others. */
export async function wantOtherTimes(source: QuestionSource, question: Question, actor: Actor): Promise<boolean> {
  // Without a mentor who was asked, staff booked by hand, and book another time, too.
  if (question.stage !== 'booked' || !question.meeting || !question.offer) return false;
  const off = await offContent(source, question, actor);
  const { toAsker, toMentor } = lettersOf(source, question);
  return take(source, question, actor, {
    action: 'another time wanted',
    status: 'offered',
    meeting: null,
    mails: [toMentor('times-wanted', off), off && toAsker('cancelled', off)],
  });
}

/** Gives a question back to staff, because the mentor cannot answer it after all, or staff take it back. */
export async function releaseQuestion(
  source: QuestionSource,
  question: Question,
  by: 'mentor' | 'staff',
  actor: Actor,
): Promise<boolean> {
  const { offer, stage } = question;
  if (offer?.answer !== 'accepted' || stage === 'over') return false;
  const off = await offContent(source, question, actor);
  const { toAsker, toMentor } = lettersOf(source, question);
  return take(source, question, actor, {
    action: 'question withdrawn',
    answer: 'withdrawn',
    status: 'new',
    meeting: null,
    forStaff: true,
    mails: [
      toAsker('released', off),
      off ? toMentor('cancelled', off) : by === 'staff' ? toMentor('question-withdrawn') : undefined,
    ],
  });
}

/** Ends a question after its meeting. */
export const endQuestion = (
  source: QuestionSource,
  question: Question,
  status: 'met' | 'closed',
  actor: Actor,
): Promise<boolean> =>
  take(source, question, actor, { action: status === 'met' ? 'they met' : 'they did not meet', status });

/** Tells a mentor that staff closed the question before a time was agreed. */
export async function leaveClosed(source: QuestionSource, question: Question, actor: Actor): Promise<boolean> {
  const { submission, offer, proposals } = question;
  if (submission.status !== 'closed' || offer?.answer !== 'accepted' || proposals.at(-1)?.chosen !== null) return false;
  const mails = [lettersOf(source, question).toMentor('question-withdrawn')];
  return take(source, question, actor, { action: 'question withdrawn', answer: 'withdrawn', mails });
}

/** Returns the mail about a meeting that is cancelled because one of the two leaves; none if nothing is booked. */
export async function mailsToOther(
  source: QuestionSource,
  question: Question,
  leaves: 'asker' | 'mentor',
  actor: Actor,
): Promise<NewMail[]> {
  const { offer, stage } = question;
  if (!offer || stage === 'over') return [];
  const off = await offContent(source, question, actor);
  const { toAsker, toMentor } = lettersOf(source, question);
  if (leaves === 'mentor') return offer.answer === 'accepted' ? [toAsker('released', off)] : [];
  return off ? [toMentor('cancelled', off)] : [];
}

/**
 * Returns the mails to the other person of each question of somebody who is about to be erased, as far as a meeting or a
 * promise ends. The erasure itself tells a mentor that there is nothing to answer any more.
 */
export async function mailsAboutErased(source: QuestionSource, name: SubmissionName, actor: Actor): Promise<NewMail[]> {
  if (name.form === 'mentor') return mailsToAskers(source, name, actor);
  const question = name.form === 'ask' ? await readQuestion(source, name) : undefined;
  return question ? mailsToOther(source, question, 'asker', actor) : [];
}

/** Returns the mails to those whose question this mentor leaves. */
export async function mailsToAskers(source: QuestionSource, mentor: SubmissionName, actor: Actor): Promise<NewMail[]> {
  const mails: NewMail[] = [];
  for (const { seq, about } of (await source.store.offers(mentor)).filter((offer) => offer.about.form === 'ask')) {
    const question = await readQuestion(source, about);
    if (question?.offer?.seq === seq) mails.push(...(await mailsToOther(source, question, 'mentor', actor)));
  }
  return mails;
}

const named = (offer: number) => `proposal|${String(offer)}`;

const sealPlace = ({ vault }: { vault: Vault }, offer: number, place: string): Sealed =>
  vault.seal(place, named(offer));

/** Returns where the mentor wants to meet. */
export const openPlace = ({ vault }: { vault: Vault }, { offer, place }: { offer: number; place: Sealed }): string =>
  vault.open(place, named(offer));
