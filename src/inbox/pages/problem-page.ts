import { html } from 'hono/html';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { displayLines } from '#forms/display.ts';
import { fieldsOf, wordsFor, type Form } from '#forms/form.ts';
import { theTeam } from '#forms/team.ts';
import { site } from '#site';
import { formPath, schemePath } from '#forms/scheme-paths.ts';
import { hiddenHtml } from './hidden.ts';
import { nothing, page, type Html } from './layout.ts';
import { answersHtml } from './answers.ts';
import { siteBar, siteFoot } from './site-frame.ts';

export interface ProblemPageOptions {
  /** The heading: what happened. */
  heading: string;
  /** One sentence: why, and what to do. */
  message: string;
  form?: Form | undefined;
  /** True if the round of the form is not open: the page then says what is open. */
  isClosed?: boolean;
  /** The posted answers, if sending them again unchanged can help. */
  resend?: { action: string; posted: RawAnswers } | undefined;
  /** The posted answers, if it cannot help: the page shows them for copying. */
  lost?: { form: Form; posted: RawAnswers } | undefined;
}

/** Returns the page that says why a submission was refused, and what to do next. */
export const problemPage = ({ heading, message, form, isClosed, resend, lost }: ProblemPageOptions): Html =>
  page({
    title: `Error: ${heading}`,
    bar: siteBar,
    foot: siteFoot,
    body: html`<h1>${heading}</h1>
      <p>${message}</p>
      ${isClosed ? openFormsHtml : nothing} ${resend ? resendFormHtml(resend.action, resend.posted) : nothing}
      <p>
        ${form ? html`<a href="${formPath(form.id)}">Go to the form “${form.title}”</a> · ` : nothing}<a
          href="/contact/"
          >Contact ${theTeam}</a
        >
      </p>
      ${lost ? keptAnswersHtml(lost.form, lost.posted) : nothing}`,
  });

const { question } = site.schemes;

const openFormsHtml = html`<ul>
  ${
    question
      ? html`<li>
          <a href="${schemePath(question)}">${question.name}</a> is open all year: one meeting with a mentor, on one
          question.
        </li>`
      : nothing
  }
  <li><a href="/dates.ics">Put the dates in your calendar</a> to hear when the next round opens.</li>
</ul>`;

function keptAnswersHtml(form: Form, posted: RawAnswers): Html {
  const answered = fieldsOf(form)
    .map((field) => ({ label: wordsFor(field.label, {}), lines: displayLines(field, posted[field.name]) }))
    .filter(({ lines }) => lines.length > 0);
  return html`<h2>Your answers</h2>
    <p>They were not kept. Copy them from here to use them again.</p>
    ${answersHtml(answered)}`;
}

const resendFormHtml = (action: string, posted: RawAnswers): Html =>
  html`<p>Your answers are still on this page.</p>
    <form method="post" action="${action}">${hiddenHtml(posted)} <button class="button">Send again</button></form>`;
