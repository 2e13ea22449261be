/** Reads the controls of the server's markup. The island never replaces them, so text typed before it starts is not lost. */
import type { RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, type Form } from '#forms/form.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Returns all answers by field, including those to hidden questions. */
export function readAnswers(form: Form, element: HTMLFormElement): RawAnswers {
  const data = new FormData(element);
  const answers: Record<string, string | string[]> = {};
  for (const { name, kind } of fieldsOf(form)) {
    const values = data.getAll(name).filter((value) => typeof value === 'string' && value !== '') as string[];
    if (values.length > 0) answers[name] = kind === 'checkboxes' || kind === 'ranked' ? values : values[0]!;
  }
  return answers;
}

/** Returns true when nothing was answered. A control's default does not count as an answer. */
export const isBlank = (form: Form, answers: RawAnswers): boolean =>
  fieldsOf(form).every(({ name, default: start }) => answers[name] === undefined || answers[name] === start);

/** Returns the controls of a field in page order. */
export const controlsOf = (element: HTMLFormElement, name: string): Control[] => [
  ...element.querySelectorAll<Control>(`[name="${name}"]`),
];
