/** Reading the controls of the server's markup. They belong to the page: what was typed before the island came is kept. */
import type { RawAnswers } from '#forms/answers.ts';
import { fieldsOf, type Form } from '#forms/form.ts';

type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** Everything typed or chosen, by field, whether or not it is on the path. */
export function readAnswers(form: Form, paper: HTMLFormElement): RawAnswers {
  const data = new FormData(paper);
  const answers: Record<string, string | string[]> = {};
  for (const { name, kind } of fieldsOf(form)) {
    const values = data.getAll(name).filter((value) => typeof value === 'string' && value !== '') as string[];
    if (values.length > 0) answers[name] = kind === 'checkboxes' || kind === 'ranked' ? values : values[0]!;
  }
  return answers;
}

/** True when the applicant has answered anything; what a control starts with is no answer. */
export const isBlank = (form: Form, answers: RawAnswers): boolean =>
  fieldsOf(form).every(({ name, default: start }) => answers[name] === undefined || answers[name] === start);

/** The controls of a field, in order of the page. */
export const controlsOf = (paper: HTMLFormElement, name: string): Control[] => [
  ...paper.querySelectorAll<Control>(`[name="${name}"]`),
];
