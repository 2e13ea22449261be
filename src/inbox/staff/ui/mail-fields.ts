import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';
import type { Written } from '../group-mail/recipients.ts';

interface MailFieldsOptions {
  written: Written;
  /** How to write the text, and the fields in braces that it can have. */
  hint: Html;
  /** Lines of the text that are visible at once. */
  rows: number;
  /** What is wrong with the text. */
  problem?: string | undefined;
}

/** Returns the fields `subject` and `body`, in which staff write a mail. */
export function mailFieldsHtml({ written, hint, rows, problem }: MailFieldsOptions): Html {
  const described = `body-hint${problem === undefined ? '' : ' body-error'}`;
  return html`<div class="field">
      <label for="subject">Subject</label>
      <input type="text" id="subject" name="subject" value="${written.subject}" autocomplete="off" />
    </div>
    <div class="field${problem === undefined ? '' : ' wrong'}">
      <label for="body">Mail</label>
      <p class="hint" id="body-hint">${hint}</p>
      ${problem === undefined ? nothing : html`<p class="error" id="body-error">${problem}</p>`}
      <textarea id="body" name="body" rows="${rows}" aria-describedby="${described}">${'\n'}${written.body}</textarea>
    </div>`;
}

/** Returns a list of fields as they are written in a mail: "{{name}}, {{team}}". */
export const fieldsInBraces = (names: readonly string[]): Html =>
  html`${names.map((name, index) => html`${index === 0 ? '' : ', '}<code>{{${name}}}</code>`)}`;
