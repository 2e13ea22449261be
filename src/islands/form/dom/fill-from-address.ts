import { fieldsOf, optionsOf, type Form } from '#forms/form.ts';
import { fillAnswers } from './fill-answers.ts';
import { readAnswers } from './form-answers.ts';

/**
 * Answers fields that are blank as the page's address says, `?topic=withdraw&reference=K7PR29XM`, so that a link can say what one writes
 * about. A choice that the form does not have is left out.
 */
export function fillFromAddress(form: Form, names: readonly string[]): void {
  const paper = document.querySelector<HTMLFormElement>(`form[data-form="${form.id}"]`)!;
  const asked = new URLSearchParams(location.search);
  const given = readAnswers(form, paper);
  const answers = fieldsOf(form).flatMap((field) => {
    const value = asked.get(field.name) ?? '';
    const options = optionsOf(field);
    const isKnown = options.length === 0 || options.some((option) => option.value === value);
    return names.includes(field.name) && value !== '' && isKnown && given[field.name] === undefined
      ? [[field.name, value.slice(0, 100)]]
      : [];
  });
  fillAnswers(form, paper, Object.fromEntries(answers) as Record<string, string>);
}
