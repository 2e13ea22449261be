import { useEffect } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import type { Form } from '#forms/form.ts';
import { fieldsOnPath } from '#forms/validate.ts';
import { context, loadPhones } from './rule-context.ts';

/** Loads the phone number rules when a phone question is shown, then calls `checkAgain`. */
export function usePhones(form: Form, raw: RawAnswers, checkAgain: () => void): void {
  const isAsked = fieldsOnPath(form, raw, context()).some(({ kind }) => kind === 'tel');
  useEffect(() => {
    // If they cannot be loaded, the server checks the number as it was typed.
    if (isAsked) void loadPhones().then(checkAgain, () => undefined);
  }, [isAsked, checkAgain]);
}
