import { html } from 'hono/html';
import type { Html } from '../../pages/layout.ts';
import type { WrittenMail } from './recipients.ts';
import { errorHtml, inputHtml } from '../../pages/input.ts';

interface MailFieldsOptions {
  written: WrittenMail;
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
  return html`${inputHtml({ id: 'subject', label: 'Subject', value: written.subject })}
    <div class="field${problem === undefined ? '' : ' wrong'}">
      <label for="body">Mail</label>
      <p class="hint" id="body-hint">${hint}</p>
      ${errorHtml('body', problem === undefined ? undefined : { field: 'body', message: problem })}
      <textarea id="body" name="body" rows="${rows}" aria-describedby="${described}">${'\n'}${written.body}</textarea>
    </div>`;
}

/** Returns a list of fields as they are written in a mail: "{{name}}, {{team}}". */
export const fieldsInBraces = (names: readonly string[]): Html =>
  html`${names.map((name, index) => html`${index === 0 ? '' : ', '}<code>{{${name}}}</code>`)}`;
