/** What people who asked a question do on their own page: choose a time, ask for another one, say whether the two met. */
import { dayWords } from '#forms/dates/calendar.ts';
import { html } from 'hono/html';
import { site } from '#site';
import { nothing, type Html } from '../pages/layout.ts';
import { isMeetingPast, readQuestion, timesAhead } from '../services/questions/question.ts';
import { chooseTime, refuseTimes, wantOtherTimes } from '../services/questions/steps.ts';
import { timesOfBoth } from '../services/questions/times.ts';
import { meetingAnswers } from '../stores/store.ts';
import { applicantAt, backTo, type Application } from './applicant.ts';
import { choiceHtml, sureHtml } from './choice.ts';
import type { LinkHandler } from './link-pages.ts';
import { answerMet, metHtml, questionForMentor } from './question-for-mentor.ts';
import { answersHtml } from '../pages/answers.ts';

/** Books the chosen time, or asks the mentor for others. A second click finds it done. */
export const answerTimes: LinkHandler = async (c, services, { submission }, token) => {
  const question = await readQuestion(services, submission);
  if (!question) return backTo(c, services, token, 'late');
  const { time } = await c.req.parseBody();
  if (typeof time !== 'string') return backTo(c, services, token, 'unchosen');
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
export const wantAnotherTime: LinkHandler = async (c, services, { submission }, token) => {
  if ((await c.req.parseBody())['sure'] !== 'yes') return backTo(c, services, token, 'unchosen');
  const question = await readQuestion(services, submission);
  const isTaken = question !== undefined && (await wantOtherTimes(services, question, applicantAt(services)));
  const isDone = isTaken || (await readQuestion(services, submission))?.stage === 'wanted';
  return backTo(c, services, token, isDone ? 'another-time' : 'late');
};

export const sayMet: LinkHandler = async (c, services, { submission }, token) => {
  const question = await readQuestion(services, submission);
  const body = await c.req.parseBody();
  const answer = meetingAnswers.find((each) => each === body['met']);
  if (!answer) return backTo(c, services, token, 'unchosen');
  if (question) await answerMet(services, question, 'mentee', answer);
  return backTo(c, services, token, question ? 'said' : 'late');
};

/** The page of the question that a mentor is asked, from the mentor's own page. */
export const mentorsQuestion: LinkHandler = async (c, services, { submission }, token) => {
  const offers = submission.form === 'mentor' ? await services.store.offers(submission) : [];
  const offer = offers.findLast(({ about }) => about.form === 'ask');
  return questionForMentor(c, services, offer, `/my/${token}/question/`);
};

/** Returns what is to be done about a question; nothing for other forms. */
export function questionHtml({ question, mentor, token }: Application, now: Date): Html {
  if (!question) return nothing;
  const path = `/my/${token}/`;
  const { stage, meeting } = question;
  if (stage === 'choosing') {
    const ahead = timesAhead(question, now);
    const heading = ahead.length > 0 ? 'Which time suits you?' : 'These times are past';
    return html`<section class="panel">
        <h2>${heading}</h2>
        <p>About half an hour. Times are for the clock in each place named.</p>
        ${choiceHtml({
          action: `${path}time/`,
          name: 'time',
          legend: heading,
          choices: [
            ...ahead.map((time) => [time, timesOfBoth(new Date(time), mentor?.zone)] as const),
            ['none', ahead.length > 0 ? 'None of these suits me' : 'Ask for other times'],
          ],
          button: 'Send my choice',
        })}
      </section>
      ${mentorHtml(mentor)}`;
  }
  if (stage !== 'booked' || !meeting || !question.offer)
    return stage === 'booked' || stage === 'wanted' ? mentorHtml(mentor) : nothing;
  if (isMeetingPast(question, now)) {
    const said = question.met.find(({ side }) => side === 'mentee')?.answer;
    return html`<section class="panel">
      <h2>Did you meet?</h2>
      ${metHtml(`${path}met/`, 'mentee', said)}
    </section>`;
  }
  return html`<details>
      <summary>I need another time</summary>
      <form method="post" action="${path}another-time/">
        <p>The booked time is then off, and your mentor is asked for others. You get an email when there are some.</p>
        ${sureHtml('Yes, I cannot come at the booked time')}
        <p><button class="button quiet">Ask for another time</button></p>
      </form>
    </details>
    <p>
      You cannot come, and need no other time? <a href="${path}withdraw/">Cancel the meeting and close the question</a>.
    </p>
    ${mentorHtml(mentor)}`;
}

/** Returns what the mentor shows to the person who asks. */
const mentorHtml = (mentor: Application['mentor']): Html =>
  mentor
    ? html`<section aria-labelledby="mentor">
        <h2 id="mentor">Your mentor: ${mentor.name}</h2>
        ${answersHtml(mentor.shows)}
      </section>`
    : nothing;

/** Returns links to the mentees who wait for a mentor's yes or no; nothing for anybody else. */
export const menteesWaitingHtml = ({ menteesWaiting, token }: Application): Html =>
  menteesWaiting.length === 0
    ? nothing
    : html`<section class="panel sun">
        <h2>
          ${menteesWaiting.length === 1 ? 'A student waits for you' : `${menteesWaiting.length} students wait for you`}
        </h2>
        ${menteesWaiting.map(
          ({ seq, answerBy }) =>
            html`<p>
              Would you mentor this student?
              <a href="/my/${token}/offer/?of=${seq}">Read what they want, and say yes or no</a>, by
              ${dayWords(answerBy, true)}.
            </p>`,
        )}
      </section>`;

/** Returns a link to the question that waits for a mentor; nothing for anybody else. */
export const askedHtml = ({ asked, token }: Application): Html =>
  asked
    ? html`<section class="panel">
        <h2>A question for you</h2>
        <p>
          ${asked.sentence} <a href="/my/${token}/question/">Look at the question</a>${
            asked.isWaiting ? '' : html`, to move or cancel the meeting too`
          }.
        </p>
        <p class="hint">${site.schemes.question?.name ?? ''}</p>
      </section>`
    : nothing;
