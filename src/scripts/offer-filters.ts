import { importWithRetry } from '../islands/import-with-retry.ts';

/** Loads the article filters when they are first used, or at once when the address has parameters. */
export function offerFilters(): void {
  const filters = document.querySelector<HTMLFormElement>('[data-filters]');
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
  // Enter in a choice is not a request for a page.
  filters.addEventListener('submit', (event) => event.preventDefault());
  // Some browsers do not focus a clicked list, and some assistive tools change it without focus or pointer.
  for (const touch of ['focusin', 'pointerdown', 'change']) filters.addEventListener(touch, load);
}
