/** What people who asked a question do on their own page: choose a time, ask for another one, say whether the two met. */
import type { Context } from 'hono';
import type { AppEnv, Services } from '../env.ts';
import type { FieldProblem } from '../pages/input.ts';
import { isMeetingPast, readQuestion } from '../services/questions/question.ts';
import { chooseTime, refuseTimes, wantOtherTimes } from '../services/questions/steps.ts';
import { meetingAnswers, type Link } from '../stores/store.ts';
import { applicantAt, backTo, readApplication } from './applicant.ts';
import { refuseHere } from './application-page.ts';
import type { LinkHandler } from './link-pages.ts';
import { answerMet, questionForMentor } from './question-for-mentor.ts';

/** Books the chosen time, or asks the mentor for others. A second click finds it done. */
export const answerTimes: LinkHandler = async (c, services, link, token) => {
  const { submission } = link;
  const question = await readQuestion(services, submission);
  if (!question) return backTo(c, services, token, 'late');
  const { time } = await c.req.parseBody();
  if (typeof time !== 'string')
    return refuseWhile(c, services, link, token, 'choosing', {
      field: 'time',
      message: 'Choose a time, or that none suits you.',
    });
  const actor = applicantAt(services);
  const [done, chosen] = time === 'none' ? (['none-suits', null] as const) : (['chosen', time] as const);
  const isTaken =
    chosen === null
      ? await refuseTimes(services, question, actor)
      : await chooseTime(services, question, chosen, actor);
  if (isTaken) return backTo(c, services, token, done);
  const last = (await readQuestion(services, submission))?.proposals.at(-1);
  return backTo(c, services, token, last && last.answeredAt !== null && last.chosen === chosen ? done : 'late');
};

/** Takes the booked time back, and asks the mentor for others. A second click finds it done. */
export const wantAnotherTime: LinkHandler = async (c, services, link, token) => {
  const { submission } = link;
  if ((await c.req.parseBody())['sure'] !== 'yes')
    return refuseWhile(c, services, link, token, 'booked', {
      field: 'sure',
      message: 'Tick the box to ask for another time.',
    });
  const question = await readQuestion(services, submission);
  const isTaken = question !== undefined && (await wantOtherTimes(services, question, applicantAt(services)));
  const isDone = isTaken || (await readQuestion(services, submission))?.stage === 'wanted';
  return backTo(c, services, token, isDone ? 'another-time' : 'late');
};

export const sayMet: LinkHandler = async (c, services, link, token) => {
  const { submission } = link;
  const question = await readQuestion(services, submission);
  const body = await c.req.parseBody();
  const answer = meetingAnswers.find((each) => each === body['met']);
  if (!answer)
    return refuseWhile(c, services, link, token, 'past', { field: 'met', message: 'Choose whether you met.' });
  const isSaved = question !== undefined && (await answerMet(services, question, 'mentee', answer));
  return backTo(c, services, token, isSaved ? 'said' : 'late');
};

/** Refuses what is to be chosen at this stage of a question; at another one it is not on the page. */
async function refuseWhile(
  c: Context<AppEnv>,
  services: Services,
  link: Link,
  token: string,
  stage: 'choosing' | 'booked' | 'past',
  problem: FieldProblem,
): Promise<Response> {
  const application = await readApplication(services, link, token);
  const { question } = application;
  const isPast = question !== undefined && isMeetingPast(question, services.clock());
  return (question?.stage === 'booked' && isPast ? 'past' : question?.stage) === stage
    ? refuseHere(c, services, application, problem)
    : backTo(c, services, token, 'late');
}

/** The page of the question that a mentor is asked, from the mentor's own page. */
export const mentorsQuestion: LinkHandler = async (c, services, { submission }, token) => {
  const offers = submission.form === 'mentor' ? await services.store.offers(submission) : [];
  const offer = offers.findLast(({ about }) => about.form === 'ask');
  return questionForMentor(c, services, offer, `/my/${token}/question/`);
};
