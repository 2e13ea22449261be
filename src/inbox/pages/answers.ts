import { html } from 'hono/html';
import { notAnswered } from '#forms/display.ts';
import { breakable } from './breakable.ts';
import { nothing, type Html } from './layout.ts';

/** Returns questions with their answers. @param rest further questions, below them */
export const answersHtml = (
  rows: readonly { label: string | Html; lines: readonly string[] }[],
  rest: Html = nothing,
): Html =>
  html`<dl class="answers">
    ${rows.map(
      ({ label, lines }) =>
        html`<div>
          <dt>${label}</dt>
          ${
            lines.length === 0
              ? html`<dd class="hint">${notAnswered}</dd>`
              : lines.map((line) => html`<dd class="text" dir="auto">${breakable(line)}</dd>`)
          }
        </div>`,
    )}
    ${rest}
  </dl>`;
