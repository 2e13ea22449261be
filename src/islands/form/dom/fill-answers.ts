import type { RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, type Form } from '#forms/form.ts';
import { controlsOf } from './form-answers.ts';

/** Puts answers into the controls. Leaves fields without an answer as they are. */
export function fillAnswers(form: Form, element: HTMLFormElement, answers: RawAnswers): void {
  for (const { name, kind } of fieldsOf(form)) {
    const answer = answers[name];
    if (answer === undefined) continue;
    const values = typeof answer === 'string' ? [answer] : answer;
    controlsOf(element, name).forEach((control, index) => {
      if (control instanceof HTMLInputElement && /^(radio|checkbox)$/.test(control.type)) {
        control.checked = values.includes(control.value);
      } else {
        control.value = (kind === 'ranked' ? values[index] : values[0]) ?? '';
      }
    });
  }
}
