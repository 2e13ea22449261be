import { useEffect } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, type Form } from '#forms/form.ts';
import { loadPhones } from './rule-context.ts';

/** Loads the phone number rules when somebody begins to give a phone number, then calls `checkAgain`. */
export function usePhones(form: Form, raw: RawAnswers, checkAgain: () => void): void {
  const isAsked = fieldsOf(form).some(({ kind, name }) => kind === 'tel' && raw[name] !== undefined);
  useEffect(() => {
    // If they cannot be loaded, the server checks the number as it was typed.
    if (isAsked) void loadPhones().then(checkAgain, () => undefined);
  }, [isAsked, checkAgain]);
}
