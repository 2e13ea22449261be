/** What the own pages of two people show of a question between them, and of what a mentor is asked. */
import { dayWords } from '#forms/dates/calendar.ts';
import { html } from 'hono/html';
import { site } from '#site';
import type { FieldProblem } from '../pages/input.ts';
import { nothing, type Html } from '../pages/layout.ts';
import { sureHtml } from '../pages/sure.ts';
import { isMeetingPast, timesAhead } from '../services/questions/question.ts';
import { timesOfBoth } from '../services/questions/times.ts';
import type { Application } from './applicant.ts';
import { choiceHtml } from './choice.ts';
import { metHtml } from './question-for-mentor.ts';
import { answersHtml } from '../pages/answers.ts';
import { answerLine } from '../submissions/shared-answers.ts';

/** Returns what is to be done about a question; nothing for other forms. */
export function questionHtml(
  { question, mentor, token }: Application,
  now: Date,
  problem: FieldProblem | undefined,
): Html {
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
          problem,
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
      ${metHtml(`${path}met/`, 'mentee', said, problem)}
    </section>`;
  }
  return html`<details ${problem === undefined ? nothing : html`open`}>
      <summary>I need another time</summary>
      <form method="post" action="${path}another-time/">
        <p>The booked time is then off, and your mentor is asked for others. You get an email when there are some.</p>
        ${sureHtml('Yes, I cannot come at the booked time', problem)}
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
          ({ seq, answerBy, aims }, index) =>
            html`<p>
              Would you mentor ${menteesWaiting.length === 1 ? 'this student' : `student ${index + 1}`}?
              ${aims.map((aim) => html`${answerLine(aim)}. `)}
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
