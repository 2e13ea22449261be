import type { Answers, RawAnswers } from './answers.ts';
import { dayWords, monthWords, parseDay, parseMonth } from './calendar.ts';
import { optionsOf, wordsFor } from './form.ts';
import type { Field, Form, SeenBy } from './form.ts';
import { yesNo } from './options.ts';
import { fieldsOnPath, validateForm } from './validate.ts';
import type { Context } from './validate.ts';

/** What stands in place of an answer that was not given. */
export const notAnswered = 'Not answered';

/** An answer as people read it, one string an item: labels for values, "1. Law" for ranks, dates in words. Takes typed values too. */
export function displayLines(field: Field, value: string | readonly string[] | undefined): string[] {
  const values = (typeof value === 'string' ? [value] : (value ?? [])).filter((one) => one.trim() !== '');
  if (field.kind === 'confirm' && values.length === 0) return ['No'];
  const shown = values.map((one) => displayOne(field, one));
  return field.kind === 'ranked' ? shown.map((one, index) => `${index + 1}. ${one}`) : shown;
}

/** The same in one string; '' where there is no answer. */
export const displayAnswer = (field: Field, value: string | readonly string[] | undefined): string =>
  displayLines(field, value).join(', ');

export interface SummaryRow {
  field: Field;
  step: string;
  label: string;
  /** None where it was not answered. */
  lines: readonly string[];
}

/**
 * Every question on the path with its answer, in order, for check pages, copies, staff pages and mail. Text is shown as it was typed;
 * what was chosen, and defaults, as they will be stored.
 */
export function summarise(form: Form, raw: RawAnswers, context: Context): SummaryRow[] {
  const onPath = new Set(fieldsOnPath(form, raw, context));
  const { answers } = validateForm(form, raw, context);
  return form.steps.flatMap((step) =>
    step.fields
      .filter((field) => onPath.has(field))
      .map((field) => ({
        field,
        step: step.id,
        label: wordsFor(field.label, answers),
        lines: displayLines(
          field,
          optionsOf(field).length > 0 || field.kind === 'confirm' ? answers[field.name] : raw[field.name],
        ),
      })),
  );
}

/** Of the rows with an answer, those that someone of this kind sees once a match is made or the application is public to mentees. */
export function rowsSeenBy(rows: readonly SummaryRow[], viewers: readonly SeenBy[], answers: Answers): SummaryRow[] {
  return rows.filter(
    ({ field, lines }) =>
      lines.length > 0 &&
      viewers.includes(field.seenBy) &&
      (field.seenBy !== 'mentor-if-shared' || answers['shareAdjustments'] === 'yes'),
  );
}

function displayOne(field: Field, value: string): string {
  if (field.kind === 'month') {
    const month = parseMonth(value.trim());
    return month ? monthWords(month) : value;
  }
  if (field.kind === 'date') {
    const day = parseDay(value.trim());
    return day ? dayWords(day) : value;
  }
  const options = field.kind === 'confirm' ? yesNo : optionsOf(field);
  return options.find((option) => option.value === value)?.label ?? value;
}
