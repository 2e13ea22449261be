import { useEffect } from 'preact/hooks';
import type { RawAnswers } from '#forms/answers.ts';
import type { Form } from '#forms/form.ts';
import { fieldsOnPath } from '#forms/validate.ts';
import { context, loadPhones } from './rule-context.ts';

/** Loads the rules of phone numbers when the answers lead to a question for one, then lets the form judge again. */
export function usePhones(form: Form, raw: RawAnswers, judgeAgain: () => void): void {
  const isAsked = fieldsOnPath(form, raw, context()).some(({ kind }) => kind === 'tel');
  useEffect(() => {
    // Where they cannot be loaded, the number goes to the server as it was typed.
    if (isAsked) void loadPhones().then(judgeAgain, () => undefined);
  }, [isAsked, judgeAgain]);
}
