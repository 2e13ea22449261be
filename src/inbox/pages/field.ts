import { html } from 'hono/html';
import { listOf, type RawAnswers } from '#forms/answers/answers.ts';
import { displayLines } from '#forms/display.ts';
import { optionsOf, readWords, seenByWords, wordsFor, type Field } from '#forms/form.ts';
import { nameOf } from '#forms/dates/time-zones.ts';
import { phones } from '#forms/formats/phone-rules.ts';
import { lengthWords } from '#forms/fields/length-words.ts';
import { layoutOf, rankLabel, type Option } from '#forms/options.ts';
import type { Problem } from '#forms/validate.ts';
import { nothing, type Html } from './layout.ts';
import { optionHtml } from './option.ts';
import { emailAttributes, errorHtml } from './input.ts';

/** Returns the id of the control that the error summary links to: the first one of a group. */
export const controlId = (field: Field): string => (isGroup(field) ? `${field.name}-1` : field.name);

const isGroup = (field: Field) => ['radio', 'checkboxes', 'ranked', 'term'].includes(field.kind);

/** Returns a question with its hint, the posted answer and its error. */
export function fieldHtml(field: Field, posted: RawAnswers, problem: Problem | undefined): Html {
  const values = listOf(posted[field.name]);
  const text = [posted[field.name]].flat()[0] ?? field.default ?? '';
  const notesHtml = html`${noteHtml(field, posted)}${errorHtml(field.name, problem)}`;
  const label = html`${wordsFor(field.label, posted)}${field.optional ? ' (optional)' : ''}`;
  const attributes = html` aria-describedby="${field.name}-note${problem ? ` ${field.name}-error` : ''}"${
    problem ? html` aria-invalid="true"` : nothing
  }`;
  const marks = `field${problem ? ' wrong' : ''}`;
  if (isGroup(field))
    return html`<fieldset class="${marks}" ${attributes}>
      <legend>${label}</legend>
      ${notesHtml}${groupHtml(field, values)}
    </fieldset>`;
  if (field.kind === 'confirm') {
    const { name } = field;
    const isChecked = values.some((value) => ['yes', 'true', 'on'].includes(value));
    return html`<div class="${marks} confirm">
      ${notesHtml}${optionHtml({ id: name, label, isChecked, attributes })}
    </div>`;
  }
  return html`<div class="${marks}">
    <label for="${field.name}">${label}</label>${notesHtml}${controlHtml(field, text, attributes)}
  </div>`;
}

function noteHtml(field: Field, posted: RawAnswers): Html {
  const lines = [
    field.when ? `Answer only ${field.when.words}.` : '',
    field.hint === undefined ? '' : wordsFor(field.hint, posted),
    field.warn ?? '',
    field.kind === 'textarea' ? lengthWords(field) : '',
    seenByWords[field.seenBy]('this'),
  ];
  const read = field.read
    ? html` <a href="${field.read.href}" target="_blank">${readWords(field.read.title)}</a>.`
    : nothing;
  return html`<p class="hint" id="${field.name}-note">${lines.filter((line) => line !== '').join(' ')}${read}</p>`;
}

function controlHtml(field: Field, value: string, attributes: Html): Html {
  const common = html`id="${field.name}"
  name="${field.name}"${attributes}${field.autocomplete ? html` autocomplete="${field.autocomplete}"` : nothing}`;
  if (field.kind === 'textarea') {
    // Browsers drop the first line break of a text area.
    return html`<textarea ${common} rows="${field.rows ?? 4}">${'\n'}${value}</textarea>`;
  }
  if (field.kind === 'select')
    return html`<select ${common}>
      ${optionsHtml(field, value)}
    </select>`;
  const type = ['tel', 'url'].includes(field.kind) ? field.kind : 'text';
  return html`<input
    type="${type}"
    ${common}
    value="${typedWords(field, value)}"
    ${field.kind === 'email' ? emailAttributes : field.inputMode ? html` inputmode="${field.inputMode}"` : nothing}
  />`;
}

/** Returns a stored answer as people write it, and what somebody typed as it is. */
function typedWords({ kind }: Field, value: string): string {
  if (kind === 'zone') return nameOf(value);
  return kind === 'tel' ? phones.words(value) : value;
}

function groupHtml(field: Field, values: readonly string[]): Html {
  if (field.kind === 'ranked') {
    const { min, max } = field.choices ?? { min: 1, max: 1 };
    return html`<ol class="ranks" role="list">
      ${Array.from({ length: max }, (_, index) => {
        const id = `${field.name}-${index + 1}`;
        return html`<li>
          <label for="${id}"
            >${rankLabel(index)}${index >= min ? html` <span class="optional">(optional)</span>` : nothing}</label
          >
          <select id="${id}" name="${field.name}">
            ${optionsHtml(field, values[index] ?? '')}
          </select>
        </li>`;
      })}
    </ol>`;
  }
  const type = field.kind === 'checkboxes' ? 'checkbox' : 'radio';
  const options = [...chosenDays(field, values), ...optionsOf(field)];
  return html`<div class="${layoutOf(options)}">
    ${options.map(({ value, label, hint }, index) =>
      optionHtml({
        type,
        id: `${field.name}-${index + 1}`,
        name: field.name,
        value,
        label,
        hint,
        isChecked: values.includes(value),
      }),
    )}
  </div>`;
}

/** Returns the day on which a term ends, if one was chosen before, as the first option. */
const chosenDays = (field: Field, values: readonly string[]): Option[] =>
  field.kind === 'term'
    ? values
        .filter((value) => !optionsOf(field).some((option) => option.value === value))
        .map((value) => ({ value, label: displayLines(field, value).join(' ') }))
    : [];

const optionsHtml = (field: Field, chosen: string): Html =>
  html`<option value=""></option>
    ${optionsOf(field).map(
      ({ value, label }) =>
        html`<option value="${value}" ${value === chosen ? html` selected` : nothing}>${label}</option>`,
    )}`;
