import { html } from 'hono/html';
import { errorSummaryHtml } from '../../pages/error-summary.ts';
import { nothing, type Html } from '../../pages/layout.ts';

/** The reason why a form was refused, and the id of the field it is about. */
export interface FieldProblem {
  field: string;
  message: string;
}

/** Returns the error summary for the top of a page, with a link to the field. */
export const problemHtml = (problem: FieldProblem | undefined): Html => errorSummaryHtml(problem ? [problem] : []);

interface SecretFieldOptions {
  id: string;
  label: string;
  autocomplete: 'current-password' | 'new-password';
  hint?: string;
  problem?: FieldProblem | undefined;
}

/** Returns a password field with its error. Its name is its id up to the first dash, so that several forms of a page can use the same name. */
export function passwordHtml({ id, label, autocomplete, hint, problem }: SecretFieldOptions): Html {
  const error = problem?.field === id ? problem.message : undefined;
  const described = [hint === undefined ? '' : `${id}-hint`, error === undefined ? '' : `${id}-error`].join(' ').trim();
  return html`<div class="field${error === undefined ? '' : ' wrong'}">
    <label for="${id}">${label}</label>
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${error === undefined ? nothing : html`<p class="error" id="${id}-error">${error}</p>`}
    <input
      type="password"
      id="${id}"
      name="${id.replace(/-.*$/, '')}"
      autocomplete="${autocomplete}"
      ${described === '' ? nothing : html` aria-describedby="${described}"`}
      required
    />
  </div>`;
}

/** Returns the field for a code of the authenticator app. */
export function codeHtml(problem: FieldProblem | undefined, hint: string): Html {
  const error = problem?.field === 'code' ? problem.message : undefined;
  return html`<div class="field${error === undefined ? '' : ' wrong'}">
    <label for="code">Code</label>
    <p class="hint" id="code-hint">${hint}</p>
    ${error === undefined ? nothing : html`<p class="error" id="code-error">${error}</p>`}
    <input
      type="text"
      id="code"
      name="code"
      autocomplete="one-time-code"
      autocapitalize="none"
      spellcheck="false"
      maxlength="20"
      aria-describedby="code-hint${error === undefined ? '' : ' code-error'}"
      required
    />
  </div>`;
}
