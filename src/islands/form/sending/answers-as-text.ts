import type { RawAnswers } from '#forms/answers/answers.ts';
import { notAnswered, summarise } from '#forms/display.ts';
import { stepOf } from '#forms/validate.ts';
import type { Form } from '#forms/form.ts';
import { context } from '../steps/rule-context.ts';
import type { SentAnswer } from '../outcome/sent-record.ts';

/** Returns every question with its answer as plain text. */
export const answersAsText = (form: Form, raw: RawAnswers): string =>
  [
    form.title,
    ...summarise(form, raw, context()).map(({ label, lines }) => `${label}\n${lines.join('\n') || notAnswered}`),
  ].join('\n\n');

/** Returns every question with its answer for the sent record. */
export const sentAnswers = (form: Form, raw: RawAnswers): SentAnswer[] =>
  summarise(form, raw, context()).map(({ step, label, lines }) => ({
    step: stepOf(form, step).title,
    label,
    lines: lines.length > 0 ? lines : [notAnswered],
  }));
