import { html } from 'hono/html';
import { errorHtml, wrongHtml, type FieldProblem } from './input.ts';
import type { Html } from './layout.ts';
import { optionHtml } from './option.ts';

/** Returns the box that must be ticked before a button whose effect others are told, or that cannot be taken back. */
export function sureHtml(
  label: string,
  problem: FieldProblem | undefined,
  { id = 'sure', isChecked = false }: { id?: string; isChecked?: boolean } = {},
): Html {
  const wrong = wrongHtml(id, problem);
  return html`<div class="field${wrong.mark}">
    ${errorHtml(id, problem)} ${optionHtml({ id, label, isChecked, attributes: html`required ${wrong.attributes}` })}
  </div>`;
}
