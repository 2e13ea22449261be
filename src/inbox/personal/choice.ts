import { html } from 'hono/html';
import { errorHtml, wrongHtml, type FieldProblem } from '../pages/input.ts';
import { nothing, type Html } from '../pages/layout.ts';
import { optionHtml } from '../pages/option.ts';

interface ChoiceOptions {
  action: string;
  /** Name of the answer, and what is posted besides. */
  name: string;
  fields?: Html;
  /** Says to a screen reader what is asked. */
  legend: string;
  choices: readonly (readonly [value: string, label: Html | string])[];
  chosen?: string | undefined;
  button: string;
  /** Shown if it is about this answer. */
  problem?: FieldProblem | undefined;
}

/** Returns a form for one answer that others are told, or that cannot be taken back. Some mail scanners press buttons, so there is one to choose first. */
export function choiceHtml(options: ChoiceOptions): Html {
  const { action, name, fields = nothing, legend, choices, chosen, button, problem } = options;
  const wrong = wrongHtml(name, problem);
  return html`<form method="post" action="${action}">
    ${fields}
    <fieldset class="field${wrong.mark}" id="${name}" tabindex="-1" ${wrong.attributes}>
      <legend class="visually-hidden">${legend}</legend>
      ${errorHtml(name, problem)}
      <div class="options">
        ${choices.map(([value, label], index) =>
          optionHtml({
            type: 'radio',
            id: `${name}-${index}`,
            ...{ name, value, label },
            isChecked: value === chosen,
            attributes: html`required`,
          }),
        )}
      </div>
    </fieldset>
    <p><button class="button">${button}</button></p>
  </form>`;
}
