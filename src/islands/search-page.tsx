import { render } from 'preact';
import { filterNames, type FilterName } from '../search/markup.ts';
import { FIRST_CARDS } from '../search/manifest.ts';
import type { Reply } from './search/answerer.ts';
import { announceArrival } from './search/arrival.ts';
import { search, warm } from './search/client.ts';
import { Notice } from './search/Notice.tsx';
import { ResultCard } from './search/ResultCard.tsx';
import { Help } from './search/Help.tsx';
import { countWords, failure, patience, PATIENCE } from './search/wording.ts';

/** While someone types, a pause this long asks (ms): fewer answers for a screen reader to speak. */
const PAUSE = 180;

/** What the address says: it is the whole state of the page, so that it can be shared. */
interface Address {
  query: string;
  filters: Partial<Record<FilterName, string>>;
  /** Every word as typed. */
  literal: boolean;
}

function readAddress(): Address {
  const parameters = new URLSearchParams(location.search);
  const filters: Address['filters'] = {};
  for (const name of filterNames) {
    const value = parameters.get(name);
    if (value) filters[name] = value;
  }
  return { query: parameters.get('q') ?? '', filters, literal: parameters.has('exact') };
}

function addressOf({ query, filters, literal }: Address): string {
  const parameters = new URLSearchParams({ q: query, ...filters, ...(literal ? { exact: '1' } : {}) });
  return `${location.pathname}?${parameters.toString()}`;
}

/** Makes `/search/` answer: from its address when it opens, and while someone types. */
export function mountSearchPage(root: HTMLElement): void {
  const form = root.querySelector('form')!;
  const input = form.elements.namedItem('q') as HTMLInputElement;
  const filters = root.querySelector<HTMLElement>('[data-search-filters]')!;
  const selects = Array.from(filters.querySelectorAll('select'));
  const support = root.querySelector<HTMLElement>('#support-box')!;
  const status = root.querySelector<HTMLElement>('#search-status')!;
  const results = root.querySelector<HTMLElement>('#search-results')!;
  const withoutScript = root.querySelector<HTMLElement>('[data-without-script]')!;
  const topics = [...withoutScript.querySelectorAll<HTMLAnchorElement>('.rows a')].map(({ href, textContent }) => ({
    href,
    textContent,
  }));
  const before = document.createElement('div');
  const after = document.createElement('div');
  status.after(before);
  results.after(after);
  withoutScript.remove();
  filters.hidden = false;

  let asked = 0;
  let pause = 0;
  let shown = 0;

  async function show(address: Address, { typing = false, limit = FIRST_CARDS } = {}): Promise<void> {
    const turn = (asked += 1);
    clearTimeout(pause);
    if (address.query.trim() === '') {
      present(address, null);
      return;
    }
    const patient = setTimeout(() => {
      if (turn === asked) status.textContent = patience;
    }, PATIENCE);
    const reply = await search()({ ...address, typing, limit });
    clearTimeout(patient);
    if (turn === asked) present(address, reply);
  }

  function present(address: Address, reply: Reply | null): void {
    const outcome = reply?.outcome ?? null;
    const cards = outcome?.cards ?? [];
    const failed = reply !== null && outcome === null;
    support.hidden = !reply?.support;
    const open = (link: HTMLAnchorElement) => announceArrival(link, outcome?.words ?? []);
    render(outcome && <Notice outcome={outcome} literal={addressOf({ ...address, literal: true })} />, before);
    render(
      cards.map((card) => <ResultCard key={card.article.url} card={card} onOpen={open} />),
      results,
    );
    const more = outcome && outcome.total > cards.length ? () => void showMore(address, cards.length) : null;
    render(
      <Help
        empty={reply === null ? 'unasked' : failed ? 'failed' : outcome?.total === 0 ? 'none' : null}
        topics={topics}
        onMore={more}
        onRetry={() => void show(address)}
      />,
      after,
    );
    const count = failed ? failure : outcome ? countWords(outcome) : '';
    status.textContent = reply?.support ? `Help for people in danger or distress is shown first. ${count}` : count;
    status.dataset['query'] = reply === null ? '' : address.query;
    shown = cards.length;
  }

  async function showMore(address: Address, from: number): Promise<void> {
    await show(address, { limit: shown + FIRST_CARDS });
    results.querySelectorAll<HTMLElement>(':scope > li')[from]?.querySelector('a')?.focus();
  }

  function typed(): Address {
    const chosen: Address['filters'] = {};
    for (const { name, value } of selects) if (value !== '') chosen[name as FilterName] = value;
    return { query: input.value, filters: chosen, literal: false };
  }

  function follow(): void {
    const address = readAddress();
    input.value = address.query;
    for (const select of selects) select.value = address.filters[select.name as FilterName] ?? '';
    void show(address);
  }

  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = window.setTimeout(() => {
      history.replaceState(null, '', addressOf(typed()));
      void show(typed(), { typing: true });
    }, PAUSE);
  });
  input.addEventListener('focus', warm, { once: true });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    history.pushState(null, '', addressOf(typed()));
    void show(typed());
  });
  filters.addEventListener('change', () => {
    history.replaceState(null, '', addressOf(typed()));
    void show(typed());
  });
  addEventListener('popstate', follow);
  follow();
}
