import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';

interface SelectOptions {
  id: string;
  label: string;
  /** The selected value; '' for the first option. */
  value: string | undefined;
  options: readonly (readonly [value: string, text: string])[];
}

/** Returns a select field under its label. */
export const selectHtml = ({ id, label, value = '', options }: SelectOptions): Html =>
  html`<p>
    <label for="${id}">${label}</label>
    <select id="${id}" name="${id}">
      ${options.map(
        ([each, text]) => html`<option value="${each}" ${each === value ? html` selected` : nothing}>${text}</option>`,
      )}
    </select>
  </p>`;
