import { readChoices, writeChoices } from '../islands/choices.ts';

/**
 * Shows only the articles that fit the chosen filters (components/Filters.astro), and their number. The parameters of the address hold the whole
 * state of the filters, so that a link can be shared and Back restores it.
 */
export function filterArticles(filters: HTMLElement): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.rows > [data-topics]')];
  const groups = [...document.querySelectorAll<HTMLElement>('.group[data-stage]')];
  const status = filters.querySelector('[role="status"]')!;
  const reset = filters.querySelector('button')!;

  function show(): void {
    const { audience, stage, topic } = readChoices(filters);
    const fits = (row: HTMLElement) =>
      has(row.dataset['audience'], audience) &&
      has(row.dataset['topics'], topic) &&
      has(row.closest<HTMLElement>('.group')?.dataset['stage'], stage);
    for (const row of rows) row.hidden = !fits(row);
    for (const group of groups) group.hidden = !group.querySelector('.rows > li:not([hidden])');
    const count = rows.filter(({ hidden }) => !hidden).length;
    const words = count === 1 ? '1 article' : `${count} articles`;
    status.textContent = count === 0 ? 'No article fits all of these.' : words;
    reset.hidden = count === rows.length;
  }

  function writeAddress(): void {
    const query = new URLSearchParams(readChoices(filters)).toString();
    history.replaceState(history.state, '', query ? `?${query}` : location.pathname);
  }

  function readAddress(): void {
    writeChoices(filters, Object.fromEntries(new URLSearchParams(location.search)));
    show();
  }

  filters.addEventListener('change', () => {
    writeAddress();
    show();
  });
  reset.addEventListener('click', () => {
    writeChoices(filters, {});
    writeAddress();
    show();
    // The button is hidden when nothing is chosen, so the focus moves to the first choice.
    filters.querySelector<HTMLInputElement>('input:checked')!.focus();
  });
  addEventListener('popstate', readAddress);
  // A choice made before this script loaded counts when the address has no parameters.
  if (location.search) readAddress();
  else {
    writeAddress();
    show();
  }
}

const has = (words: string | undefined, wanted: string | undefined) =>
  !wanted || (words?.split(' ').includes(wanted) ?? false);
