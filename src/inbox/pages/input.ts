import { html } from 'hono/html';
import { errorSummaryHtml } from './error-summary.ts';
import { nothing, type Html } from './layout.ts';

/** The reason why a form was refused, and the id of the field it is about. */
export interface FieldProblem {
  field: string;
  message: string;
}

/** Returns the error summary for the top of a page, with a link to the field if there is one; nothing without a message. */
export const problemHtml = ({ field, message }: { field?: string; message?: string | undefined } = {}): Html =>
  errorSummaryHtml(message === undefined ? [] : [{ field, message }]);

/** Returns the error of a field, if the problem is about it. Its id is the field's and `-error`. */
export const errorHtml = (field: string, problem: FieldProblem | undefined): Html =>
  problem?.field === field
    ? html`<p class="error" id="${field}-error"><span class="visually-hidden">Error: </span>${problem.message}</p>`
    : nothing;

/** Returns the end of the class attribute of a field, and the attributes that tie its controls to its error. */
export const wrongHtml = (field: string, problem: FieldProblem | undefined) =>
  problem?.field === field
    ? { mark: ' wrong', attributes: html` aria-describedby="${field}-error" aria-invalid="true"` }
    : { mark: '', attributes: nothing };

interface InputOptions {
  id: string;
  /** The id unless given. */
  name?: string;
  label: Html | string;
  hint?: Html | string | undefined;
  type?: string;
  value?: string;
  autocomplete?: string;
  /** Shown if it is about this field. */
  problem?: FieldProblem | undefined;
  /** Further attributes of the control. */
  attributes?: Html | undefined;
}

/** Attributes of a text control for an email address. Browsers change what is typed into one of the type for them (components/form/Control.astro). */
export const emailAttributes: Html = html`inputmode="email" autocapitalize="none" spellcheck="false"`;

export function inputHtml(options: InputOptions): Html {
  const { id, name = id, label, hint, type = 'text', value, autocomplete = 'off', problem, attributes } = options;
  const isWrong = problem?.field === id;
  const described = [...(hint === undefined ? [] : [`${id}-hint`]), ...(isWrong ? [`${id}-error`] : [])].join(' ');
  return html`<div class="field${isWrong ? ' wrong' : ''}">
    <label for="${id}">${label}</label>
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`} ${errorHtml(id, problem)}
    <input
      type="${type}"
      id="${id}"
      name="${name}"
      ${value === undefined ? nothing : html`value="${value}"`}
      autocomplete="${autocomplete}"
      ${described === '' ? nothing : html`aria-describedby="${described}"`}
      ${isWrong ? html`aria-invalid="true"` : nothing}
      ${attributes ?? nothing}
    />
  </div>`;
}

interface PasswordOptions extends Pick<InputOptions, 'id' | 'label' | 'hint' | 'problem'> {
  autocomplete: 'current-password' | 'new-password';
}

/** Returns a password field. Its name is its id up to the first dash, so that several forms of a page can use the same name. */
export const passwordHtml = (options: PasswordOptions): Html =>
  inputHtml({ ...options, name: options.id.replace(/-.*$/, ''), type: 'password', attributes: html`required` });

/** Returns the field for a code of the authenticator app. */
export const codeHtml = (problem: FieldProblem | undefined, hint: string): Html =>
  inputHtml({
    id: 'code',
    label: 'Code',
    hint,
    autocomplete: 'one-time-code',
    problem,
    attributes: html`autocapitalize="none" spellcheck="false" maxlength="20" required`,
  });
