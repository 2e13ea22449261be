import { controlsOf } from './form-answers.ts';

/** Puts an answer into a control as if it had been typed there, and leaves the focus in it. */
export function typeAnswer(element: HTMLFormElement, name: string, answer: string): void {
  const [control] = controlsOf(element, name);
  if (!control) return;
  control.value = answer;
  control.dispatchEvent(new Event('input', { bubbles: true }));
  control.focus();
}
