import { html } from 'hono/html';
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
}

/** Returns a form for one answer that others are told, or that cannot be taken back. Some mail scanners press buttons, so there is one to choose first. */
export const choiceHtml = ({ action, name, fields = nothing, legend, choices, chosen, button }: ChoiceOptions): Html =>
  html`<form method="post" action="${action}">
    ${fields}
    <fieldset class="field" id="${name}">
      <legend class="visually-hidden">${legend}</legend>
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

/** Returns the box that stands before a button with such an effect. */
export const sureHtml = (label: string): Html => optionHtml({ id: 'sure', label, attributes: html`required` });
