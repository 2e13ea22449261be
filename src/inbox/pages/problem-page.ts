import { html } from 'hono/html';
import type { RawAnswers } from '#forms/answers.ts';
import type { Form } from '#forms/form.ts';
import { site } from '#site';
import { formPagePath } from './form-page-path.ts';
import { nothing, page, type Html } from './layout.ts';

export interface ProblemPageOptions {
  /** The heading: what happened. */
  heading: string;
  /** One sentence: why, and what to do. */
  message: string;
  form?: Form | undefined;
  /** What was sent, where sending it again unchanged can help. */
  resend?: { action: string; posted: RawAnswers } | undefined;
}

/** Why a submission was not taken, and the way on. */
export const problemPage = ({ heading, message, form, resend }: ProblemPageOptions): Html =>
  page({
    title: `Error: ${heading}`,
    body: html`<h1>${heading}</h1>
      <p>${message}</p>
      ${resend ? resendForm(resend.action, resend.posted) : nothing}
      <p>
        ${form ? html`<a href="${formPagePath(form.id)}">Go to the form “${form.title}”</a> · ` : nothing}<a
          href="/contact/"
          >Contact the ${site.contacts.team}</a
        >
      </p>`,
  });

const resendForm = (action: string, posted: RawAnswers): Html =>
  html`<p>Your answers are still on this page.</p>
    <form method="post" action="${action}">
      ${Object.entries(posted).flatMap(([name, value]) =>
        [value].flat().map((one) => html`<input type="hidden" name="${name}" value="${one}" />`),
      )} <button class="button">Send again</button>
    </form>`;
