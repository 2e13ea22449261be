import type { Answers, RawAnswers } from './answers/answers.ts';
import { dayWords, isCanonical, monthWords } from './dates/calendar.ts';
import { optionsOf, wordsFor } from './form.ts';
import type { Field, Form, SeenBy } from './form.ts';
import { yesNo } from './options.ts';
import type { Phones } from './formats/phone.ts';
import { fieldsOnPath, validateForm } from './validate.ts';
import type { ValidationContext } from './validate.ts';
import { emailWords } from './formats/email-words.ts';
import { zoneWords } from './dates/zoned-time.ts';

/** Text shown in place of a missing answer. */
export const notAnswered = 'Not answered';

/**
 * Returns a stored answer as people read it, one string for each item: labels for values, "1. Law" for ranks, dates in words, formatted phone
 * numbers, domains in their own letters. A typed value that is no stored one stays as it is.
 */
export function displayLines(field: Field, value: string | readonly string[] | undefined, phones?: Phones): string[] {
  const values = (typeof value === 'string' ? [value] : (value ?? [])).filter((one) => one.trim() !== '');
  if (field.kind === 'confirm' && values.length === 0) return ['No'];
  const shown = values.map((one) => displayOne(field, one, phones));
  return field.kind === 'ranked' ? shown.map((one, index) => `${index + 1}. ${one}`) : shown;
}

export interface SummaryRow {
  field: Field;
  step: string;
  label: string;
  /** Empty when the question was not answered. */
  lines: readonly string[];
}

/**
 * Returns every question on the path with its answer, in order, for check pages, copies, staff pages and mail. Shows the stored value; the
 * typed one when it is not valid.
 */
export function summarise(form: Form, raw: RawAnswers, context: ValidationContext): SummaryRow[] {
  const onPath = new Set(fieldsOnPath(form, raw, context));
  const { answers } = validateForm(form, raw, context);
  return form.steps.flatMap((step) =>
    step.fields
      .filter((field) => onPath.has(field))
      .map((field) => ({
        field,
        step: step.id,
        label: wordsFor(field.label, answers),
        lines: displayLines(field, answers[field.name] ?? raw[field.name], context.phones),
      }))
      .filter(({ field, lines }) => !field.retired || lines.length > 0),
  );
}

/** Returns the answered rows that these viewers see after a match, or in a mentor's profile. */
export function rowsSeenBy(rows: readonly SummaryRow[], viewers: readonly SeenBy[], answers: Answers): SummaryRow[] {
  return rows.filter(({ field, lines }) => lines.length > 0 && isSeenBy(field, viewers, answers));
}

/** True if these viewers see the answer to a question. */
export const isSeenBy = ({ seenBy }: Field, viewers: readonly SeenBy[], answers: Answers): boolean =>
  viewers.includes(seenBy) && (seenBy !== 'mentor-if-shared' || answers['shareAdjustments'] === 'yes');

function displayOne(field: Field, value: string, phones: Phones | undefined): string {
  // A name that the browser has not read yet stands as it was typed.
  if (field.kind === 'zone') return value.includes('/') || value === field.default ? zoneWords(value) : value;
  if (field.kind === 'tel') return phones?.words(value) ?? value;
  if (field.kind === 'email') return emailWords(value);
  if (['month', 'date', 'term'].includes(field.kind) && isCanonical(value)) {
    const words = value.length === 7 ? monthWords(value) : dayWords(value);
    return field.kind === 'term' ? `Until ${words}` : words;
  }
  const options = field.kind === 'confirm' ? yesNo : optionsOf(field);
  return options.find((option) => option.value === value)?.label ?? value;
}
