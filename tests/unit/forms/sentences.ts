import { expect } from 'vitest';
import type { RawAnswers } from '#forms/answers/answers.ts';
import type { Form } from '#forms/form.ts';
import { validateForm } from '#forms/validate.ts';
import { context } from './examples.ts';

/** Returns the problem of one field of this application, or undefined. */
export function sentenceFor(form: Form, field: string, sent: RawAnswers, now = context.now): string | undefined {
  const judgement = validateForm(form, sent, { ...context, now });
  return judgement.ok ? undefined : judgement.problems.find((problem) => problem.field === field)?.message;
}

/** Returns the canonical answers; fails the test when there are problems. */
export function answersOf(form: Form, sent: RawAnswers, now = context.now) {
  const judgement = validateForm(form, sent, { ...context, now });
  expect(judgement.ok ? [] : judgement.problems).toEqual([]);
  return judgement.answers;
}
