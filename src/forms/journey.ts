import type { RawAnswers } from './answers.ts';
import type { Form } from './form.ts';
import { validateForm } from './validate.ts';
import type { Context } from './validate.ts';

/** Id of the step after this one; undefined after the last. */
export const nextStep = (form: Form, stepId: string): string | undefined =>
  form.steps[positionOf(form, stepId) + 1]?.id;

/** Id of the step before this one; undefined before the first. */
export const previousStep = (form: Form, stepId: string): string | undefined =>
  form.steps[positionOf(form, stepId) - 1]?.id;

/** The first step that is not complete; the last step (check, or the only one) where all before it are. */
export function firstStepDue(form: Form, raw: RawAnswers, context: Context): string {
  const judgement = validateForm(form, raw, context);
  const last = form.steps.at(-1)?.id ?? '';
  return judgement.ok ? last : judgement.problems[0].step;
}

/** The step asked for, or the one that is due where it cannot be reached yet or does not exist. */
export function reachableStep(form: Form, wanted: string, raw: RawAnswers, context: Context): string {
  const due = firstStepDue(form, raw, context);
  const index = form.steps.findIndex(({ id }) => id === wanted);
  return index >= 0 && index <= positionOf(form, due) ? wanted : due;
}

/** Place of a step among the steps, for "Step 2 of 5"; counts from 0. Throws for a step the form does not have. */
export function positionOf(form: Form, stepId: string): number {
  const index = form.steps.findIndex(({ id }) => id === stepId);
  if (index < 0) throw new Error(`The form ${form.id} has no step ${stepId}.`);
  return index;
}
