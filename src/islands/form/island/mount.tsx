import { render } from 'preact';
import type { Form } from '#forms/form.ts';
import { FormIsland } from './FormIsland.tsx';
import type { FormElements } from '../dom/form-elements.ts';

/** Starts the island on the form's markup in the page. */
export function mountForm(form: Form): void {
  const root = document.querySelector<HTMLElement>(`[data-paper="${form.id}"]`)!;
  const part = (name: string) => root.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  const elements: FormElements = { root, form: root.querySelector('form')!, part, title: document.title };
  render(<FormIsland form={form} elements={elements} />, part('top'));
  root.dataset['ready'] = '';
}
