import type { RawAnswers } from '#forms/answers/answers.ts';
import { notAnswered, summarise } from '#forms/display.ts';
import type { Form } from '#forms/form.ts';
import { context } from '../steps/rule-context.ts';

/** Returns every question with its answer as plain text. */
export const answersAsText = (form: Form, raw: RawAnswers): string =>
  [
    form.title,
    ...summarise(form, raw, context()).map(({ label, lines }) => `${label}\n${lines.join('\n') || notAnswered}`),
  ].join('\n\n');
