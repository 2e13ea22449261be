import type { FormElements } from './form-elements.ts';

/** Returns the step that holds the focus, as when somebody began to type before the script arrived. */
export const focusedStep = ({ form }: FormElements): string | undefined =>
  form.querySelector<HTMLElement>('[data-step]:focus-within')?.dataset['step'];

/** Changes the page so that the focused control stays where it is on the screen, although what stands above and below it goes. */
export function holdPlace({ form }: FormElements, change: () => void): void {
  const control = form.querySelector(':focus');
  if (!control) {
    change();
    return;
  }
  const page = document.documentElement;
  const [{ top }, height] = [control.getBoundingClientRect(), page.scrollHeight];
  change();
  // A shorter page could not be scrolled far enough. The next step takes this away.
  form.style.minBlockSize = `${form.offsetHeight + height - page.scrollHeight}px`;
  scrollBy({ top: control.getBoundingClientRect().top - top, behavior: 'instant' });
}
