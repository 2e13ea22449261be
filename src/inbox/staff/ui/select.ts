import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';

interface SelectOptions {
  id: string;
  label: string;
  /** What it starts with; '' for the first. */
  value: string | undefined;
  options: readonly (readonly [value: string, words: string])[];
}

/** A list to choose one from, under its label. */
export const selectHtml = ({ id, label, value = '', options }: SelectOptions): Html =>
  html`<p>
    <label for="${id}">${label}</label>
    <select id="${id}" name="${id}">
      ${options.map(
        ([each, words]) =>
          html`<option value="${each}" ${each === value ? html` selected` : nothing}>${words}</option>`,
      )}
    </select>
  </p>`;
