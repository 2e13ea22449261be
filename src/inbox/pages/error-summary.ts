import { html } from 'hono/html';
import { nothing, type Html } from './layout.ts';

/** Returns the error summary for the top of a page, with a link to each field that is known; nothing without a problem. */
export const errorSummaryHtml = (problems: readonly { field?: string | undefined; message: string }[]): Html =>
  problems.length === 0
    ? nothing
    : html`<div class="summary" role="alert" aria-labelledby="summary-title" data-error-summary tabindex="-1">
        <h2 id="summary-title">There is a problem</h2>
        <ul>
          ${problems.map(
            ({ field, message }) =>
              html`<li>${field === undefined ? message : html`<a href="#${field}">${message}</a>`}</li>`,
          )}
        </ul>
      </div>`;
