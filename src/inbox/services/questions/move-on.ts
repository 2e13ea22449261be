/** Does what is due with questions: takes the step that follows, times them out, and asks the next mentor. */
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
 * nothing follows; true also if something else was done to the question in the meantime.
 */
export async function settle(source: QuestionSource, question: Question, now: Date, actor: Actor): Promise<boolean> {
  const { store } = source;
  const offer = question.offer!;
  if (offer.answer === 'waiting') {
    if (offer.answerBy >= localDay(now)) return false;
    await store.endOffers([offer.seq], 'timed-out', actor);
    return true;
  }
  const step = await stepAfter(source, question, now);
  await step?.(source, question, actor);
  return step !== undefined;
}

type Step = (source: QuestionSource, question: Question, actor: Actor) => Promise<boolean>;

/** Returns what follows once a mentor has said yes. */
async function stepAfter(source: QuestionSource, question: Question, now: Date): Promise<Step | undefined> {
  if (question.stage === 'over') return leaveClosed;
  const mentor = (await mentorOf(source, question))?.submission;
  if (mentor && !promised.includes(mentor.status)) return releaseBy('staff');
  return question.stage === 'booked' && isMeetingPast(question, now) ? stepAfterMeeting(question) : undefined;
}

const releaseBy =
  (by: 'mentor' | 'staff'): Step =>
  (source, question, actor) =>
    releaseQuestion(source, question, by, actor);

const endAs =
  (status: 'met' | 'closed'): Step =>
  (source, question, actor) =>
    endQuestion(source, question, status, actor);

/** Returns what follows from what the two said after their meeting: the end, another mentor, or another time. */
function stepAfterMeeting({ met }: Question): Step | undefined {
  const said = (side: 'mentee' | 'mentor') => met.find((each) => each.side === side)?.answer;
  const [asker, mentor] = [said('mentee'), said('mentor')];
  if (asker === 'yes' || mentor === 'yes') return endAs('met');
  if (asker === 'over') return endAs('closed');
  if (mentor === 'over') return releaseBy('mentor');
  return asker === 'again' ? wantOtherTimes : undefined;
}
