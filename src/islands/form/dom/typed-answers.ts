/**
 * Stores typed answers for this tab, so that a reload, Back or a tab that the browser discarded loses nothing. They are deleted with the tab, and when
 * the form is sent or its answers wait in the queue.
 */
import type { RawAnswers } from '#forms/answers/answers.ts';
import { fieldsOf, type Form } from '#forms/form.ts';
import { fillAnswers } from './fill-answers.ts';
import { isBlank, readAnswers } from './form-answers.ts';
import { tabStore } from './tab-store.ts';

export interface TypedAnswers {
  /** ISO instant of the last change. */
  savedAt: string;
  answers: RawAnswers;
}

const keyOf = (form: Form) => `typed:${form.id}`;

const read = (form: Form) => tabStore.read(keyOf(form)) as TypedAnswers | undefined;

/** Keeps these answers in place of the earlier ones. */
export function keepTyped(form: Form, answers: RawAnswers): void {
  if (isBlank(form, answers)) tabStore.remove(keyOf(form));
  else if (JSON.stringify(read(form)?.answers) !== JSON.stringify(answers)) {
    tabStore.write(keyOf(form), { savedAt: new Date().toISOString(), answers } satisfies TypedAnswers);
  }
}

/** Puts the answers typed earlier in this tab into the controls that are blank, and returns them; undefined when there are none. */
export function restoreTyped(form: Form, element: HTMLFormElement): TypedAnswers | undefined {
  const typed = read(form);
  if (!typed) return undefined;
  const given = readAnswers(form, element);
  const isLeft = ({ name, default: start }: { name: string; default?: string }) =>
    given[name] === undefined || given[name] === start;
  const missing = fieldsOf(form).filter((field) => isLeft(field) && typed.answers[field.name] !== undefined);
  fillAnswers(form, element, Object.fromEntries(missing.map(({ name }) => [name, typed.answers[name]!])));
  return typed;
}
