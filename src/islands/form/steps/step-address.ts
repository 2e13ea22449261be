import type { Form } from '#forms/form.ts';

/**
 * Where the applicant is, as the address of the page says: `#/about-you`, or `#/about-you/email` for the change of one answer, after
 * which one returns to the check page. So Back, Forward, reload and a shared link need no memory of their own.
 */
export interface StepLocation {
  step: string;
  /** Name of the field that is being changed. */
  change?: string;
}

/** In place of a step: the page that says why one cannot apply, and what else there is. */
export const exitStep = 'cannot-apply';

/** The place that a fragment names; undefined where it names none of the form, as the skip link's. */
export function locationOf(form: Form, hash: string): StepLocation | undefined {
  const [step = '', change] = hash.replace(/^#\/?/, '').split('/');
  if (step === '') return { step: form.steps[0]!.id };
  if (step !== exitStep && !form.steps.some(({ id }) => id === step)) return undefined;
  return change === undefined ? { step } : { step, change };
}

/** The fragment of a place. */
export const addressOf = ({ step, change }: StepLocation): string =>
  `#/${step}${change === undefined ? '' : `/${change}`}`;
