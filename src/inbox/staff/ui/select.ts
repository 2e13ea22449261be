import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';

/** Returns a select field under its label. @param value the selected one; '' for the first option */
export const selectHtml = (
  id: string,
  label: string,
  options: readonly (readonly [value: string, text: string])[],
  value = '',
  attributes: Html = nothing,
): Html =>
  html`<p>
    <label for="${id}">${label}</label>
    <select id="${id}" name="${id}" ${attributes}>
      ${options.map(
        ([each, text]) => html`<option value="${each}" ${each === value ? html` selected` : nothing}>${text}</option>`,
      )}
    </select>
  </p>`;
