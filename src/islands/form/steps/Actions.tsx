import type { Form } from '#forms/form.ts';
import { nextStep, previousStep } from '#forms/journey.ts';
import { Words } from '../dom/Words.tsx';
import { addressOf } from './step-address.ts';

interface Props {
  form: Form;
  step: string;
  isSending: boolean;
}

/** The button Continue or Send, and the link Back. The button stays enabled; a second press while sending does nothing. */
export function Actions({ form, step, isSending }: Props) {
  const isLast = nextStep(form, step) === undefined;
  const previous = previousStep(form, step);
  return (
    <>
      <button class="button">
        <Words>{isSending ? 'Sending…' : isLast ? form.sendLabel : 'Continue'}</Words>
      </button>
      {previous !== undefined && (
        <a class="button quiet" href={addressOf({ step: previous })}>
          Back
        </a>
      )}
    </>
  );
}
