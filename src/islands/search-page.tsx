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
  const boxes = root.querySelectorAll<HTMLElement>('[data-support]');
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

  /** @param anyway shows what was found, although the words ask for help rather than for tips, or it is no answer */
  async function show(address: Address, { typing = false, limit = FIRST_CARDS, anyway = false } = {}): Promise<void> {
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
    if (turn === asked) present(address, reply, anyway);
  }

  function present(address: Address, reply: Reply | null, anyway = false): void {
    const support = reply?.support ?? [];
    const instead = support.length > 0 && !anyway;
    const outcome = instead ? null : (reply?.outcome ?? null);
    const held = outcome?.unanswered === true && !anyway;
    const cards = held ? [] : (outcome?.cards ?? []);
    const emptiness = () => {
      if (reply === null) return 'unasked';
      if (failed) return 'failed';
      if (held) return 'unanswered';
      return outcome?.total === 0 && support.length === 0 ? 'none' : null;
    };
    const failed = reply !== null && outcome === null && !instead;
    for (const box of boxes) box.hidden = !support.some(({ kind }) => kind === box.dataset['support']);
    const open = (link: HTMLAnchorElement) => announceArrival(link, outcome?.words ?? []);
    render(outcome && <Notice outcome={outcome} literal={addressOf({ ...address, literal: true })} />, before);
    render(
      cards.map((card) => <ResultCard key={card.article.url} card={card} onOpen={open} />),
      results,
    );
    const more =
      outcome && !held && outcome.total > cards.length ? () => void showMore(address, cards.length, anyway) : null;
    render(
      <Help
        empty={emptiness()}
        topics={topics}
        onMore={more}
        onBeside={(instead || held) && reply?.outcome?.total ? () => void show(address, { anyway: true }) : null}
        onRetry={() => void show(address)}
      />,
      after,
    );
    const leads = support.map(({ lead }) => lead);
    status.textContent = [...leads, failed ? failure : outcome ? countWords(outcome) : ''].join(' ').trim();
    status.dataset['query'] = reply === null ? '' : address.query;
    shown = cards.length;
  }

  async function showMore(address: Address, from: number, anyway: boolean): Promise<void> {
    await show(address, { limit: shown + FIRST_CARDS, anyway });
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
