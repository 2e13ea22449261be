/** The parameters of the address. They hold the whole state of the filters, so that a link can be shared and Back restores it. */
const names = ['audience', 'stage', 'topic'] as const;

/** Shows only the articles that fit the chosen filters, and their number. */
export function filterArticles(filters: HTMLElement): void {
  const rows = [...document.querySelectorAll<HTMLElement>('.rows > [data-topics]')];
  const groups = [...document.querySelectorAll<HTMLElement>('.group[data-stage]')];
  const status = filters.querySelector('[role="status"]')!;
  const reset = filters.querySelector('button')!;
  const select = (name: string) => filters.querySelector<HTMLSelectElement>(`[name=${name}]`)!;

  function show(): void {
    const { audience, stage, topic } = Object.fromEntries(names.map((name) => [name, select(name).value]));
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
    const chosen = names.map((name) => [name, select(name).value]).filter(([, value]) => value !== '');
    const query = new URLSearchParams(chosen).toString();
    history.replaceState(history.state, '', query ? `?${query}` : location.pathname);
  }

  function readAddress(): void {
    const query = new URLSearchParams(location.search);
    for (const name of names) {
      const value = query.get(name) ?? '';
      select(name).value = value;
      // An unknown value in the address chooses nothing.
      if (select(name).selectedIndex < 0) select(name).value = '';
    }
    show();
  }

  filters.addEventListener('change', () => {
    writeAddress();
    show();
  });
  reset.addEventListener('click', () => {
    for (const name of names) select(name).value = '';
    writeAddress();
    show();
    // The button is hidden when nothing is chosen, so the focus moves to the first list.
    select(names[0]).focus();
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
