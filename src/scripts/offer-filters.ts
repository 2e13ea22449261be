import { importWithRetry } from '../islands/import-with-retry.ts';

/** Loads the article filters when they are first used, or at once when the address has parameters. */
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
  // Some browsers do not focus a clicked list, and some assistive tools change it without focus or pointer.
  for (const touch of ['focusin', 'pointerdown', 'change']) filters.addEventListener(touch, load);
}
