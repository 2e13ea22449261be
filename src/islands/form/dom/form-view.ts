/** Shows steps, conditional questions and problems in the server's markup. */
import type { Answers, RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, wordsFor, type Field, type Form } from '#forms/form.ts';
import { fieldsOnPath, heldElsewhere, validateForm, type ValidationContext, type Problem } from '#forms/validate.ts';
import { controlsOf } from './form-answers.ts';
import { writeWords } from './write-words.ts';

/** Shows one step and hides the others. */
export function showStep(element: HTMLFormElement, step: string): void {
  element.style.minBlockSize = '';
  for (const section of element.querySelectorAll<HTMLElement>('[data-step]')) {
    section.hidden = section.dataset['step'] !== step;
  }
}

/** Shows and hides questions by these answers, and updates labels and hints that depend on them. */
export function followAnswers(form: Form, element: HTMLFormElement, raw: RawAnswers, context: ValidationContext): void {
  const onPath = new Set(fieldsOnPath(form, raw, context));
  const { answers } = validateForm(form, raw, context);
  for (const field of fieldsOf(form)) {
    const frame = frameOf(element, field.name);
    if (!frame) continue;
    // A question that somebody is answering stays, although an earlier answer for it is missing.
    if (field.when) frame.hidden = !onPath.has(field) && !frame.matches(':focus-within');
    if (field.heldBy && raw[field.name] === undefined) frame.hidden ||= isAnsweredElsewhere(field, answers);
    setWords(frame, '[data-label]', field.label, answers);
    setWords(frame, '[data-hint]', field.hint, answers);
  }
}

/** Shows each problem beside its field and removes earlier ones. */
export function showProblems(form: Form, element: HTMLFormElement, problems: readonly Problem[]): void {
  for (const { name, kind } of fieldsOf(form)) {
    const frame = frameOf(element, name);
    const place = frame?.querySelector<HTMLElement>('[data-error]');
    if (!frame || !place) continue;
    const problem = problems.find(({ field }) => field === name);
    frame.classList.toggle('wrong', problem !== undefined);
    place.hidden = problem === undefined;
    writeWords(place, problem?.message ?? '');
    const isGroup = kind === 'radio' || kind === 'checkboxes' || kind === 'term';
    for (const control of isGroup ? [] : controlsOf(element, name)) {
      if (problem) control.setAttribute('aria-invalid', 'true');
      else control.removeAttribute('aria-invalid');
    }
  }
}

/** Returns true when another answer already contains this one, except while it is being typed. */
const isAnsweredElsewhere = (field: Field, answers: Answers) =>
  heldElsewhere(field, answers) !== undefined && document.activeElement?.id !== field.name;

function setWords(
  frame: HTMLElement,
  place: string,
  words: string | ((answers: Answers) => string) | undefined,
  answers: Answers,
): void {
  if (typeof words !== 'function') return;
  const element = frame.querySelector(place);
  if (element) writeWords(element, wordsFor(words, answers));
}

const frameOf = (element: HTMLFormElement, name: string) =>
  element.querySelector<HTMLElement>(`[data-field="${name}"]`);
