import { render } from 'preact';
import { filterNames, type FilterName } from '../search/markup.ts';
import { FIRST_CARDS } from '../search/manifest.ts';
import type { Reply } from './search/answerer.ts';
import { announceArrival } from './search/arrival.ts';
import { search, warm } from './search/client.ts';
import { NearTasks } from './search/NearTasks.tsx';
import { Notice } from './search/Notice.tsx';
import { ResultCard } from './search/ResultCard.tsx';
import { Help } from './search/Help.tsx';
import { resultsWords, failure, patience, PATIENCE } from './search/wording.ts';
import { readChoices, writeChoices } from './choices.ts';

/** Pause in typing before the search starts, in milliseconds: long enough that a screen reader announces few results. */
const PAUSE = 180;

/** The whole state of the page, as its address holds it, so that a search can be shared. */
interface Address {
  query: string;
  filters: Partial<Record<FilterName, string>>;
  /** True to search for the words exactly as typed. */
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

/** Runs the search page: shows the results for its address, and for the words in the box while someone types. */
export function mountSearchPage(root: HTMLElement): void {
  const form = root.querySelector('form')!;
  const input = form.elements.namedItem('q') as HTMLInputElement;
  const narrow = root.querySelector<HTMLDetailsElement>('details:has([data-search-filters])')!;
  const filters = narrow.querySelector<HTMLElement>('[data-search-filters]')!;
  const boxes = Array.from(root.querySelectorAll<HTMLElement>('[data-support]'), (box) => ({
    box,
    sections: [...box.querySelectorAll('section')],
  }));
  const whoHelps = root.querySelector<HTMLElement>('[data-who-helps]')!;
  const status = root.querySelector<HTMLElement>('#search-status')!;
  const results = root.querySelector<HTMLElement>('#search-results')!;
  const withoutScript = root.querySelector<HTMLElement>('[data-without-script]')!;
  const topics = [...withoutScript.querySelectorAll<HTMLAnchorElement>('[data-topics] a')].map(
    ({ href, textContent }) => ({
      href,
      textContent,
    }),
  );
  const tasks = [...withoutScript.querySelectorAll<HTMLElement>('[data-task]')];
  const answer = document.createElement('div');
  const before = document.createElement('div');
  const after = document.createElement('div');
  status.after(answer, before);
  results.after(after);
  withoutScript.remove();
  filters.inert = false;

  let latestTurn = 0;
  let pause = 0;
  let shown = 0;

  /** @param anyway shows the results even when the query asks for help or no page answers it */
  async function show(address: Address, { typing = false, limit = FIRST_CARDS, anyway = false } = {}): Promise<void> {
    const turn = (latestTurn += 1);
    clearTimeout(pause);
    if (address.query.trim() === '') {
      present(address, null);
      return;
    }
    const slowTimer = setTimeout(() => {
      if (turn === latestTurn) status.textContent = patience;
    }, PATIENCE);
    const reply = await search({ ...address, typing, limit });
    clearTimeout(slowTimer);
    if (turn === latestTurn) present(address, reply, anyway);
  }

  function present(address: Address, reply: Reply | null, anyway = false): void {
    const support = reply?.support ?? [];
    const isHelp = reply?.replaces === true && !anyway;
    const outcome = isHelp ? null : (reply?.outcome ?? null);
    const task = anyway ? null : (reply?.task ?? null);
    const isUnanswered = outcome?.unanswered === true && !anyway && !task;
    const cards = isUnanswered ? [] : (outcome?.cards ?? []);
    const emptyReason = () => {
      if (reply === null) return 'unasked';
      if (hasFailed) return 'failed';
      if (isUnanswered) return 'unanswered';
      return outcome?.total === 0 && !task ? 'none' : null;
    };
    const hasFailed = reply !== null && outcome === null && !isHelp;
    whoHelps.hidden = support.length > 0;
    for (const { box, sections } of boxes) {
      const kind = box.dataset['support'];
      const isOpen = isHelp && reply.likeliest === kind;
      const details = box.querySelector('details')!;
      // Otherwise a box is closed to its lead until the reader opens it, or has the results shown below it.
      const isReaders = anyway || !box.hasAttribute('data-alone');
      details.open = isOpen || (!box.hidden && details.open && isReaders);
      box.toggleAttribute('data-alone', isOpen);
      box.hidden = !support.some((help) => help.kind === kind);
      // What to do in danger stays first, and what fits the query comes next.
      const fitting = (reply?.sections ?? []).flatMap((id) => sections.filter((section) => section.id === id));
      sections[0]?.after(...new Set([...fitting, ...sections.slice(1)].filter((section) => section !== sections[0])));
    }
    const shownTasks = tasks.filter(({ dataset }) => dataset['task'] === task?.id);
    answer.replaceChildren(...shownTasks);
    answer.role = shownTasks.length > 0 ? 'region' : null;
    answer.ariaLabel = shownTasks.length > 0 ? 'Answer' : null;
    const near = anyway || outcome === null ? [] : (reply?.near ?? []);
    const open = (link: HTMLAnchorElement) => announceArrival(link, outcome?.words ?? []);
    render(
      outcome && (
        <>
          <NearTasks tasks={near} />
          <Notice
            outcome={task ? { ...outcome, unknown: [], unmet: [] } : outcome}
            literal={addressOf({ ...address, literal: true })}
          />
        </>
      ),
      before,
    );
    render(
      cards.map((card) => <ResultCard key={card.article.url} card={card} onOpen={open} />),
      results,
    );
    const more =
      outcome && !isUnanswered && outcome.total > cards.length
        ? () => void showMore(address, cards.length, anyway)
        : null;
    render(
      <Help
        empty={emptyReason()}
        topics={topics}
        onMore={more}
        onBeside={(isHelp || isUnanswered) && reply?.outcome?.total ? () => void show(address, { anyway: true }) : null}
        onRetry={() => void show(address)}
      />,
      after,
    );
    // Heard as the boxes appear; on the screen, the boxes say it.
    const leads = support.map(({ lead }) =>
      Object.assign(document.createElement('span'), { className: 'visually-hidden', textContent: `${lead} ` }),
    );
    status.replaceChildren(...leads, hasFailed ? failure : outcome ? resultsWords(outcome, task !== null) : '');
    status.dataset['query'] = reply === null ? '' : address.query;
    shown = cards.length;
  }

  async function showMore(address: Address, from: number, anyway: boolean): Promise<void> {
    await show(address, { limit: shown + FIRST_CARDS, anyway });
    results.querySelectorAll<HTMLElement>(':scope > li')[from]?.querySelector('a')?.focus();
  }

  function typedAddress(): Address {
    return { query: input.value, filters: readChoices(filters), literal: false };
  }

  function showAddress(): void {
    const address = readAddress();
    input.value = address.query;
    writeChoices(filters, address.filters);
    // A chosen filter is never hidden.
    if (Object.keys(address.filters).length > 0) narrow.open = true;
    void show(address);
  }

  input.addEventListener('input', () => {
    clearTimeout(pause);
    pause = window.setTimeout(() => {
      history.replaceState(null, '', addressOf(typedAddress()));
      void show(typedAddress(), { typing: true });
    }, PAUSE);
  });
  input.addEventListener('focus', warm, { once: true });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    history.pushState(null, '', addressOf(typedAddress()));
    void show(typedAddress());
  });
  filters.addEventListener('change', () => {
    history.replaceState(null, '', addressOf(typedAddress()));
    void show(typedAddress());
  });
  addEventListener('popstate', showAddress);
  showAddress();
}
