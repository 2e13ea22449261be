/** The words of the choices in the address: they are the whole state, so that it can be shared and comes back with the page. */
const names = ['audience', 'stage', 'topic'] as const;

/** Narrows the rows of articles to what is chosen, and says how many there are. */
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

  function remember(): void {
    const chosen = names.map((name) => [name, select(name).value]).filter(([, value]) => value !== '');
    const query = new URLSearchParams(chosen).toString();
    history.replaceState(history.state, '', query ? `?${query}` : location.pathname);
  }

  function recall(): void {
    const query = new URLSearchParams(location.search);
    for (const name of names) {
      const value = query.get(name) ?? '';
      select(name).value = value;
      // An unknown word in the address chooses nothing.
      if (select(name).selectedIndex < 0) select(name).value = '';
    }
    show();
  }

  filters.addEventListener('change', () => {
    remember();
    show();
  });
  reset.addEventListener('click', () => {
    for (const name of names) select(name).value = '';
    remember();
    show();
    // The button goes with the choices; the keyboard stays where it was.
    select(names[0]).focus();
  });
  addEventListener('popstate', recall);
  // Someone may have chosen before this was loaded; that counts where the address says nothing.
  if (location.search) recall();
  else {
    remember();
    show();
  }
}

const has = (words: string | undefined, wanted: string | undefined) =>
  !wanted || (words?.split(' ').includes(wanted) ?? false);
