/** Does what is due with questions: withdraws, times out, reminds, and asks both whether they met. */
import { addDays } from '#forms/dates/calendar.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { day } from '../../clock.ts';
import { unmatched, type Status } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { Actor, NewMail, OfferTerms, SubmissionName } from '../../stores/store.ts';
import { sealMailContent } from '../../submissions/sealed-content.ts';
import { isMeetingPast, mentorOf, readQuestion, sinceOf, type Question, type QuestionSource } from './question.ts';
import { nextBestActor, termsFrom } from '../offers.ts';
import { sureMentors, suggestMentors, type Suggestion } from './suggest.ts';
import { endQuestion, leaveClosed, releaseQuestion, wantOtherTimes } from './steps.ts';
import { askingDay } from '../../mail-hours.ts';

/** Name of the chore that moves questions on. */
export const questionsChore = 'questions';

/** Statuses of mentors who may still answer a question that they are asked. */
const active: readonly Status[] = [...unmatched, 'matched'];

/** Statuses of mentors who may still meet somebody whom they promised to: a break is for new people. */
const promised: readonly Status[] = [...active, 'paused'];

export async function moveQuestionsOn(source: QuestionSource, now: Date): Promise<void> {
  const actor: Actor = { at: now.toISOString(), actor: questionsChore };
  for (const question of await heldQuestions(source)) await settle(source, question, now, actor);
  await askNextMentors(source, now);
  await source.store.queueMail(await mailsDue(source, now), actor.at);
}

/** Stores the mails that are due as held, because they may have been sent before a backup was restored. */
export const holdQuestionMails = async (source: QuestionSource, now: Date): Promise<void> =>
  source.store.queueMail(await mailsDue(source, now), now.toISOString(), true);

/** Returns the questions that a mentor is asked about, or said yes to. */
async function heldQuestions(source: QuestionSource): Promise<Question[]> {
  const asked = (await source.store.offers('questions')).filter(
    ({ answer }) => answer === 'waiting' || answer === 'accepted',
  );
  const questions: Question[] = [];
  for (const { seq, about } of asked) {
    const question = await readQuestion(source, about);
    if (question?.offer?.seq === seq) questions.push(question);
  }
  return questions;
}

/**
 * Asks the next best mentor each question whose mentor said no, did not answer or left, where staff chose so. Only a mentor
 * about whom nothing needs a person's judgement is asked by itself; without one, the question comes back to staff.
 */
async function askNextMentors(source: QuestionSource, now: Date): Promise<void> {
  const { store } = source;
  const actor: Actor = { at: now.toISOString(), actor: nextBestActor };
  const newest = new Map((await store.offers('questions')).map((offer) => [offer.about.submissionId, offer]));
  for (const { seq, about, days, answer, movesOn } of newest.values()) {
    if (!movesOn || answer === 'waiting' || answer === 'accepted' || answer === 'withdrawn') continue;
    const question = await readQuestion(source, about);
    if (question?.stage !== 'unasked') {
      // Otherwise each hour would look again at questions of years ago.
      await store.stopMovingOn(seq, actor);
      continue;
    }
    const terms = termsFrom(now, days, true);
    const sure = sureMentors(await suggestMentors(source, question, now), terms);
    if (!(await askOneOf(store, about, sure, terms, actor))) await store.stopMovingOn(seq, actor);
  }
}

/** Asks the first mentor who is still free. Returns true if the question is asked, by now perhaps by staff. */
async function askOneOf(
  store: QuestionSource['store'],
  about: SubmissionName,
  suggested: readonly Suggestion[],
  terms: OfferTerms,
  actor: Actor,
): Promise<boolean> {
  for (const { submission: mentor } of suggested) {
    const [refused] = (await store.offer([{ about, mentor }], new Map(), terms, actor)).refused;
    if (!refused || refused.why === 'asked already') return true;
  }
  return false;
}

async function mailsDue(source: QuestionSource, now: Date): Promise<KeyedMail[]> {
  const silent = new Set((await source.store.withoutReminders()).map(subjectOf));
  const questions = await heldQuestions(source);
  return questions
    .flatMap((question) => dueMails(source, question, now))
    .filter(({ to, isReminder }) => !isReminder || !silent.has(subjectOf(to)));
}

/** Takes the step that follows when time has passed, or staff or one of the two people did something. */
export async function settle(source: QuestionSource, question: Question, now: Date, actor: Actor): Promise<void> {
  const { store } = source;
  const offer = question.offer!;
  const mentor = (await mentorOf(source, question))?.submission;
  if (offer.answer === 'waiting') {
    const isAvailable = mentor && active.includes(mentor.status);
    if (question.stage !== 'asked') await store.endOffers([offer.seq], 'withdrawn', actor);
    else if (!isAvailable) await store.endOffers([offer.seq], 'unavailable', actor);
    else if (offer.answerBy < localDay(now)) await store.endOffers([offer.seq], 'timed-out', actor);
    return;
  }
  if (question.stage === 'over') return leaveClosed(source, question, actor);
  if (mentor && !promised.includes(mentor.status)) await releaseQuestion(source, question, 'staff', actor);
  else if (question.stage === 'booked' && isMeetingPast(question, now)) await settleMeeting(source, question, actor);
}

/** Does what the two said after their meeting: ends the question, gives it back to staff, or asks for another time. */
async function settleMeeting(source: QuestionSource, question: Question, actor: Actor): Promise<void> {
  const said = (side: 'mentee' | 'mentor') => question.met.find((each) => each.side === side)?.answer;
  const [asker, mentor] = [said('mentee'), said('mentor')];
  if (asker === 'yes' || mentor === 'yes') await endQuestion(source, question, 'met', actor);
  else if (asker === 'over') await endQuestion(source, question, 'closed', actor);
  else if (mentor === 'over') await releaseQuestion(source, question, 'mentor', actor);
  else if (asker === 'again') await wantOtherTimes(source, question, actor);
}

type KeyedMail = NewMail & { key: string; isReminder: boolean };

/** Returns the mails that are due, each under a key of its own, so that it goes out once. */
function dueMails(source: QuestionSource, question: Question, now: Date): KeyedMail[] {
  const today = askingDay(now);
  if (today === undefined) return [];
  const { submission, offer, stage, meeting, meetingSetAt, met, proposals } = question;
  const { form, submissionId } = submission;
  const asker = { form, submissionId };
  const { mentor, days } = offer!;
  const subject = subjectOf(submission);
  const mail = (to: 'asker' | 'mentor', kind: NewMail['kind'], about: string, isReminder = true): KeyedMail => {
    const [name, other] = to === 'asker' ? [asker, mentor] : [mentor, asker];
    const content =
      meeting && stage === 'booked' ? sealMailContent(source.vault, name, { meeting, about: asker }) : undefined;
    return { to: name, other, kind, content, key: `${kind} ${subject} ${about} ${to}`, isReminder };
  };
  const both = (kind: NewMail['kind'], about: string, isReminder: boolean) =>
    (['asker', 'mentor'] as const).map((to) => mail(to, kind, about, isReminder));
  const since = sinceOf(question);
  // From the day before the last day for an answer.
  const isNearlyLate = days > 1 && today >= addDays(localDay(new Date(since)), days - 1);
  switch (stage) {
    case 'asked':
    case 'wanted':
      return isNearlyLate ? [mail('mentor', 'question-reminder', since)] : [];
    case 'choosing':
      return isNearlyLate ? [mail('asker', 'times-reminder', proposals.at(-1)!.madeAt)] : [];
    case 'booked': {
      if (!meeting) return [];
      const about = String(meeting.sequence ?? 0);
      if (isMeetingPast(question, now)) {
        const silent = both('met-yet', about, false);
        return silent.filter(
          ({ to }) => !met.some(({ side }) => side === (to.form === 'mentor' ? 'mentor' : 'mentee')),
        );
      }
      const isOld = now.getTime() - Date.parse(meetingSetAt ?? '') >= day;
      return isOld && meeting.at.slice(0, 10) === addDays(today, 1) ? both('meeting-reminder', about, true) : [];
    }
    default:
      return [];
  }
}
