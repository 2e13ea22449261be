/** Does what is due with questions: withdraws them, times them out, and asks the next mentor. */
import { localDay } from '#forms/dates/zoned-time.ts';
import { available, type Status } from '../../statuses.ts';
import type { Actor, OfferTerms, SubmissionName } from '../../stores/store.ts';
import {
  questionsWithMentors,
  isMeetingPast,
  mentorOf,
  readQuestion,
  type Question,
  type QuestionSource,
} from './question.ts';
import { nextBestActor, termsFrom } from '../offers.ts';
import { queueReminders } from './reminders.ts';
import { sureMentors, suggestMentors, type Suggestion } from './suggest.ts';
import { endQuestion, leaveClosed, releaseQuestion, wantOtherTimes } from './steps.ts';

/** Name of the chore that moves questions on. */
export const questionsChore = 'questions';

/** Statuses of mentors who may still meet somebody whom they promised to: a break is for new people. */
const promised: readonly Status[] = [...available, 'paused'];

export async function moveQuestionsOn(source: QuestionSource, now: Date): Promise<void> {
  const actor: Actor = { at: now.toISOString(), actor: questionsChore };
  const unchanged: Question[] = [];
  for (const question of await questionsWithMentors(source))
    if (!(await settle(source, question, now, actor))) unchanged.push(question);
  // Before mentors are looked for, which takes long: whoever answers meanwhile is not reminded.
  await queueReminders(source, unchanged, now);
  await askNextMentors(source, now);
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

/**
 * Takes the step that follows when time has passed, or staff or one of the two people did something. Returns false if
 * nothing follows.
 */
export async function settle(source: QuestionSource, question: Question, now: Date, actor: Actor): Promise<boolean> {
  const { store } = source;
  const offer = question.offer!;
  if (offer.answer === 'waiting') {
    const over = question.stage !== 'asked' ? 'withdrawn' : offer.answerBy < localDay(now) ? 'timed-out' : undefined;
    if (over) await store.endOffers([offer.seq], over, actor);
    return over !== undefined;
  }
  if (question.stage === 'over') return leaveClosed(source, question, actor);
  const mentor = (await mentorOf(source, question))?.submission;
  if (mentor && !promised.includes(mentor.status)) return releaseQuestion(source, question, 'staff', actor);
  return question.stage === 'booked' && isMeetingPast(question, now) && settleMeeting(source, question, actor);
}

/** Does what the two said after their meeting: ends the question, gives it back to staff, or asks for another time. */
async function settleMeeting(source: QuestionSource, question: Question, actor: Actor): Promise<boolean> {
  const said = (side: 'mentee' | 'mentor') => question.met.find((each) => each.side === side)?.answer;
  const [asker, mentor] = [said('mentee'), said('mentor')];
  if (asker === 'yes' || mentor === 'yes') return endQuestion(source, question, 'met', actor);
  if (asker === 'over') return endQuestion(source, question, 'closed', actor);
  if (mentor === 'over') return releaseQuestion(source, question, 'mentor', actor);
  if (asker === 'again') return wantOtherTimes(source, question, actor);
  return false;
}
