/** Showing steps, conditions and problems in the server's markup. */
import type { Answers, RawAnswers } from '#forms/answers.ts';
import { fieldsOf, wordsFor, type Field, type Form } from '#forms/form.ts';
import { fieldsOnPath, heldElsewhere, validateForm, type Context, type Problem } from '#forms/validate.ts';
import { controlsOf } from './form-answers.ts';

/** Shows one step and hides the others. */
export function showStep(paper: HTMLFormElement, step: string): void {
  for (const section of paper.querySelectorAll<HTMLElement>('[data-step]')) {
    section.hidden = section.dataset['step'] !== step;
  }
}

/** Shows the questions that these answers lead to, in the words that fit them. */
export function followAnswers(form: Form, paper: HTMLFormElement, raw: RawAnswers, context: Context): void {
  const onPath = new Set(fieldsOnPath(form, raw, context));
  const { answers } = validateForm(form, raw, context);
  for (const field of fieldsOf(form)) {
    const frame = frameOf(paper, field.name);
    if (!frame) continue;
    if (field.when) frame.hidden = !onPath.has(field);
    if (field.heldBy && raw[field.name] === undefined) frame.hidden ||= isHeld(field, answers);
    setWords(frame, '[data-label]', field.label, answers);
    setWords(frame, '[data-hint]', field.hint, answers);
  }
}

/** Puts each problem beside its field, and takes away those that were there before. */
export function showProblems(form: Form, paper: HTMLFormElement, problems: readonly Problem[]): void {
  for (const { name, kind } of fieldsOf(form)) {
    const frame = frameOf(paper, name);
    const place = frame?.querySelector<HTMLElement>('[data-error]');
    if (!frame || !place) continue;
    const problem = problems.find(({ field }) => field === name);
    frame.classList.toggle('wrong', problem !== undefined);
    place.hidden = problem === undefined;
    place.textContent = problem?.message ?? '';
    const isGroup = kind === 'radio' || kind === 'checkboxes';
    for (const control of isGroup ? [] : controlsOf(paper, name)) {
      if (problem) control.setAttribute('aria-invalid', 'true');
      else control.removeAttribute('aria-invalid');
    }
  }
}

/** True where another answer holds this one; not while it is being typed. */
const isHeld = (field: Field, answers: Answers) =>
  heldElsewhere(field, answers) !== undefined && document.activeElement?.id !== field.name;

function setWords(
  frame: HTMLElement,
  place: string,
  words: string | ((answers: Answers) => string) | undefined,
  answers: Answers,
): void {
  if (typeof words !== 'function') return;
  const element = frame.querySelector(place);
  const text = wordsFor(words, answers);
  if (element && element.textContent !== text) element.textContent = text;
}

const frameOf = (paper: HTMLFormElement, name: string) => paper.querySelector<HTMLElement>(`[data-field="${name}"]`);
