import { importWithRetry } from '../islands/import-with-retry.ts';

/** Loads the filters of the guidance when they are first touched, or at once where the address names a choice. */
export function offerFilters(): void {
  const filters = document.querySelector<HTMLElement>('[data-filters]');
  if (!filters) return;
  let loading: Promise<void> | undefined;
  const load = () => {
    loading ??= importWithRetry(() => import('./filters.ts')).then(
      ({ filterArticles }) => filterArticles(filters),
      () => {
        loading = undefined;
      },
    );
  };
  if (location.search) load();
  // Some browsers give a list that is clicked no focus, and some aids change it without either.
  for (const touch of ['focusin', 'pointerdown', 'change']) filters.addEventListener(touch, load);
}
