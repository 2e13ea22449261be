import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';

/** Why nothing was done, with a way to the field it is about. */
export interface FieldProblem {
  field: string;
  message: string;
}

/** What stands at the top of a page whose form was refused. */
export const problemHtml = (problem: FieldProblem | undefined): Html =>
  problem
    ? html`<div class="summary" role="alert" data-error-summary tabindex="-1">
        <h2>There is a problem</h2>
        <ul>
          <li><a href="#${problem.field}">${problem.message}</a></li>
        </ul>
      </div>`
    : nothing;

interface SecretFieldOptions {
  id: string;
  label: string;
  autocomplete: 'current-password' | 'new-password';
  hint?: string;
  problem?: FieldProblem | undefined;
}

/** A field for a password, with what is wrong with it. Its name is its id up to the first dash, so that forms of a page can share one. */
export function passwordHtml({ id, label, autocomplete, hint, problem }: SecretFieldOptions): Html {
  const wrong = problem?.field === id ? problem.message : undefined;
  const described = [hint === undefined ? '' : `${id}-hint`, wrong === undefined ? '' : `${id}-error`].join(' ').trim();
  return html`<div class="field${wrong === undefined ? '' : ' wrong'}">
    <label for="${id}">${label}</label>
    ${hint === undefined ? nothing : html`<p class="hint" id="${id}-hint">${hint}</p>`}
    ${wrong === undefined ? nothing : html`<p class="error" id="${id}-error">${wrong}</p>`}
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

/** A field for a code of the phone. */
export function codeHtml(problem: FieldProblem | undefined, hint: string): Html {
  const wrong = problem?.field === 'code' ? problem.message : undefined;
  return html`<div class="field${wrong === undefined ? '' : ' wrong'}">
    <label for="code">Code</label>
    <p class="hint" id="code-hint">${hint}</p>
    ${wrong === undefined ? nothing : html`<p class="error" id="code-error">${wrong}</p>`}
    <input
      type="text"
      id="code"
      name="code"
      autocomplete="one-time-code"
      autocapitalize="none"
      spellcheck="false"
      maxlength="20"
      aria-describedby="code-hint${wrong === undefined ? '' : ' code-error'}"
      required
    />
  </div>`;
}
