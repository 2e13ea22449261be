import { html } from 'hono/html';
import { formatInstant } from '#forms/deadline.ts';
import type { SummaryRow } from '#forms/display.ts';
import { notAnswered } from '#forms/display.ts';
import type { Form } from '#forms/form.ts';
import { nothing, page, type Html } from '../pages/layout.ts';
import type { StoredSubmission } from '../store.ts';
import { staffBar } from './bar.ts';
import { labelsHtml } from './labels.ts';

export interface DetailPageOptions {
  staff: string;
  form: Form;
  submission: StoredSubmission;
  name: string;
  rows: readonly SummaryRow[];
  /** Subject and language that the sender's page added. */
  extras: readonly (readonly [string, string])[];
  /** Answers that came again under the same id and differed. */
  differing: readonly { at: string; rows: readonly SummaryRow[] }[];
}

export function detailPage({ staff, form, submission, name, rows, extras, differing }: DetailPageOptions): Html {
  const { reference, receivedAt, queuedAt, round, status } = submission;
  return page({
    title: `${name}, ${reference}`,
    bar: staffBar(staff),
    body: html`<p><a href="/inbox/">Back to the inbox</a></p>
      <h1>${name}</h1>
      <p>${labelsHtml(submission)}</p>
      ${status === 'suspect' ? html`<p class="note">It was sent faster than a person types, or filled a field that people do not see. Read it before you decide: browsers that fill in forms do this too.</p>` : nothing}
      ${status === 'late' ? html`<p class="note">It was sent before the round closed, and waited on the applicant’s device until it could reach us.</p>` : nothing}
      <dl class="facts">
        ${fact('Form', form.title)} ${fact('Reference', reference)} ${fact('Received', formatInstant(receivedAt))}
        ${queuedAt ? fact('Sent from the applicant’s device', formatInstant(queuedAt)) : nothing}
        ${round ? fact('Round', round) : nothing} ${extras.map(([label, value]) => fact(label, value))}
      </dl>
      <h2>Answers</h2>
      ${answersHtml(rows)}
      ${differing.map(
        ({ at, rows: other }) =>
          html`<h2>Sent again with other answers</h2>
            <p class="note">
              Received ${formatInstant(at)} under the same id. The applicant was told that the first was received;
              nothing of it was changed.
            </p>
            ${answersHtml(other)}`,
      )}`,
  });
}

const fact = (label: string, value: string): Html =>
  html`<div>
    <dt>${label}</dt>
    <dd>${value}</dd>
  </div>`;

const answersHtml = (rows: readonly SummaryRow[]): Html =>
  html`<dl class="answers">
    ${rows.map(
      ({ label, lines }) =>
        html`<div>
          <dt>${label}</dt>
          ${
            lines.length === 0
              ? html`<dd class="hint">${notAnswered}</dd>`
              : lines.map((line) => html`<dd class="text">${line}</dd>`)
          }
        </div>`,
    )}
  </dl>`;
