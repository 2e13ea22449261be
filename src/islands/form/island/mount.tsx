/** Puts the island to work on the form that the page holds. */
import { render } from 'preact';
import type { Form } from '#forms/form.ts';
import { FormIsland } from './FormIsland.tsx';
import type { FormElements } from '../dom/form-elements.ts';

export function mountForm(form: Form): void {
  const root = document.querySelector<HTMLElement>(`[data-paper="${form.id}"]`)!;
  const part = (name: string) => root.querySelector<HTMLElement>(`[data-part="${name}"]`)!;
  const paper: FormElements = { root, form: root.querySelector('form')!, part, title: document.title };
  render(<FormIsland form={form} paper={paper} />, part('top'));
  root.dataset['ready'] = '';
}
