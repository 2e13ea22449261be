import type { RawAnswers } from './answers/answers.ts';
import type { Form } from './form.ts';
import { validateForm } from './validate.ts';
import type { ValidationContext } from './validate.ts';

/** Returns the id of the next step; undefined after the last. */
export const nextStep = (form: Form, stepId: string): string | undefined =>
  form.steps[positionOf(form, stepId) + 1]?.id;

/** Returns the id of the previous step; undefined before the first. */
export const previousStep = (form: Form, stepId: string): string | undefined =>
  form.steps[positionOf(form, stepId) - 1]?.id;

/** Returns the first incomplete step, or the last step when all are complete. */
export function firstStepDue(form: Form, raw: RawAnswers, context: ValidationContext): string {
  const judgement = validateForm(form, raw, context);
  const last = form.steps.at(-1)?.id ?? '';
  return judgement.ok ? last : judgement.problems[0].step;
}

/** Returns the wanted step, or the first incomplete one when the wanted step comes later or does not exist. */
export function reachableStep(form: Form, wanted: string, raw: RawAnswers, context: ValidationContext): string {
  const due = firstStepDue(form, raw, context);
  const index = form.steps.findIndex(({ id }) => id === wanted);
  return index >= 0 && index <= positionOf(form, due) ? wanted : due;
}

/** Returns the index of a step, for "Step 2 of 5". Throws for an unknown step. */
export function positionOf(form: Form, stepId: string): number {
  const index = form.steps.findIndex(({ id }) => id === stepId);
  if (index < 0) throw new Error(`The form ${form.id} has no step ${stepId}.`);
  return index;
}
