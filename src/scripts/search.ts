import { importWithRetry } from '../islands/import-with-retry.ts';

/** Loads the search island when the box is first used; until then, and where it does not come, the box is a plain form. */
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

/** Once after following a result: moves to the tip it led to and marks the words. Costs nothing on other visits. */
export function arriveFromSearch(): void {
  try {
    if (sessionStorage['search-arrival']) void import('../islands/search/arrive.ts').then(({ arrive }) => arrive());
  } catch {
    // Storage is blocked: the address alone brings the reader to the tip.
  }
}
