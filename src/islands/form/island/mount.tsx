import { render } from 'preact';
import type { Form } from '#forms/form.ts';
import { FormIsland } from './FormIsland.tsx';
import type { FormElements } from '../dom/form-elements.ts';
import { holdPlace } from '../dom/hold-place.ts';
import { holdPress } from '../dom/hold-press.ts';
import { restoreTyped } from '../dom/typed-answers.ts';

/** Starts the island on the form's markup in the page, in a task after the one that ran its modules: what somebody types comes between. */
export const mountForm = (form: Form): void => void setTimeout(() => mount(form));

function mount(form: Form): void {
  const root = document.querySelector<HTMLElement>(`[data-paper="${form.id}"]`)!;
  const part = (name: string) => root.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  const elements: FormElements = { root, form: root.querySelector('form')!, part, title: document.title };
  const restored = restoreTyped(form, elements.form);
  holdPress();
  holdPlace(elements, () => {
    render(<FormIsland form={form} elements={elements} restored={restored} />, part('top'));
    root.dataset['ready'] = '';
  });
}
