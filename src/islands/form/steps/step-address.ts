import type { Form } from '#forms/form.ts';

/**
 * The applicant's place in the form, written as the fragment of the page's address: `#/about-you`, or `#/about-you/email` to change one
 * answer and return to the check page. So Back, Forward, reload and a shared link work without stored state.
 */
export interface StepLocation {
  step: string;
  /** Name of the field that is being changed. */
  change?: string;
}

/** The name used in place of a step for the page that says why the applicant cannot apply. */
export const exitStep = 'cannot-apply';

/** Returns the place that a fragment names; undefined for other fragments, such as the skip link's. */
export function locationOf(form: Form, hash: string): StepLocation | undefined {
  const [step = '', change] = hash.replace(/^#\/?/, '').split('/');
  if (step === '') return { step: form.steps[0]!.id };
  if (step !== exitStep && !form.steps.some(({ id }) => id === step)) return undefined;
  return change === undefined ? { step } : { step, change };
}

/** Returns the fragment for a place. */
export const addressOf = ({ step, change }: StepLocation): string =>
  `#/${step}${change === undefined ? '' : `/${change}`}`;
