import { importWithRetry } from '../islands/import-with-retry.ts';

/** Loads the search island when the box is first used. Without the island, the box is a plain form. */
export function offerSearch(): void {
  const form = document.querySelector<HTMLFormElement>('form[data-search]');
  if (!form) return;
  const input = form.elements.namedItem('q') as HTMLInputElement;
  let loading: Promise<void> | undefined;
  const load = () => {
    loading ??= importWithRetry(() => import('../islands/search-box.tsx')).then(
      ({ mountSearchBox }) => mountSearchBox(form),
      () => {
        loading = undefined;
      },
    );
  };
  input.addEventListener('focus', load);
  if (document.activeElement === input) load();
  document.addEventListener('keydown', (event) => {
    if (event.key !== 'k' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    input.focus();
  });
}

/** After a search result was opened, moves to its section and marks the words of the query. Loads nothing on other visits. */
export function arriveFromSearch(): void {
  try {
    if (sessionStorage['search-arrival']) void import('../islands/search/arrive.ts').then(({ arrive }) => arrive());
  } catch {
    // Storage is blocked: the fragment of the address still leads to the section.
  }
}
