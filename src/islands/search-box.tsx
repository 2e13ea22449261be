import { render } from 'preact';
import { announceArrival } from './search/arrival.ts';
import { search, warm } from './search/client.ts';
import styles from './search/box.css?inline';
import { Suggestions } from './search/Suggestions.tsx';
import type { Reply } from './search/answerer.ts';
import { resultsWords, failure, patience, PATIENCE } from './search/wording.ts';

/** Pause in typing before the search starts, in milliseconds. */
const PAUSE = 160;
/** Number of suggestions. */
const SUGGESTIONS = 4;

const saysSaveData = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** Turns a search form into a combobox with suggestions. Leaves the form of the search page alone, which has its own island. */
export function mountSearchBox(form: HTMLFormElement): void {
  if (form.closest('[data-search-page]')) return;
  const input = form.elements.namedItem('q') as HTMLInputElement;
  const panel = document.createElement('div');
  panel.className = 'suggestions';
  panel.hidden = true;
  const status = document.createElement('div');
  status.id = 'search-status';
  status.className = 'suggestions-status';
  status.setAttribute('role', 'status');
  form.append(panel, status);
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets.push(sheet);
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': 'suggestions',
    'aria-expanded': 'false',
  })) {
    input.setAttribute(name, value);
  }
  // Screen readers announce changes only in elements that were there before.
  draw(null);

  let latestTurn = 0;
  let pause = 0;
  let active = -1;
  let words: readonly string[] = [];

  const options = () => [...panel.querySelectorAll<HTMLAnchorElement>('[role=option]')];

  function draw(reply: Reply | null, waiting = false): void {
    render(<Suggestions query={input.value} reply={reply} waiting={waiting} />, panel);
    status.dataset['query'] = reply === null ? '' : input.value;
    status.textContent = reply === null ? (waiting ? patience : '') : statusText(reply);
  }

  /** Returns the words for the status: the offers of help, and the number of results unless help replaces them. */
  function statusText({ support, replaces, task, outcome }: Reply): string {
    const found = outcome ? resultsWords(outcome, task !== null) : failure;
    return [...support.map(({ lead }) => lead), ...(replaces ? [] : [found])].join(' ');
  }

  /** Shows that the search is still running. */
  function wait(turn: number): void {
    // Suggestions already on the screen are more useful than this message.
    if (turn !== latestTurn || !panel.hidden) return;
    draw(null, true);
    open(document.activeElement === input);
  }

  function choose(index: number): void {
    active = index;
    options().forEach((option, at) => option.setAttribute('aria-selected', String(at === index)));
    const option = options()[index];
    if (option) {
      input.setAttribute('aria-activedescendant', option.id);
      option.scrollIntoView({ block: 'nearest' });
    } else input.removeAttribute('aria-activedescendant');
  }

  function open(yes: boolean): void {
    panel.hidden = !yes;
    input.setAttribute('aria-expanded', String(yes && options().length > 0));
    choose(-1);
  }

  async function suggest(): Promise<void> {
    const turn = (latestTurn += 1);
    const query = input.value;
    if (query.trim() === '') {
      open(false);
      draw(null);
      return;
    }
    const slowTimer = setTimeout(() => wait(turn), PATIENCE);
    const reply = await search({ query, typing: true, limit: SUGGESTIONS });
    clearTimeout(slowTimer);
    if (turn !== latestTurn) return;
    words = reply.outcome?.words ?? [];
    const chosen = options()[active]?.href;
    draw(reply);
    open(document.activeElement === input);
    // The chosen option stays chosen when it is among the new suggestions.
    choose(options().findIndex(({ href }) => href === chosen));
  }

  function onKeydown(event: KeyboardEvent): void {
    const count = options().length;
    const to = steps[event.key]?.(active, count);
    const closed = panel.hidden;
    if (event.key === 'Escape' && !closed) {
      event.preventDefault();
      open(false);
    } else if (event.key === 'Enter' && !closed && active >= 0) {
      event.preventDefault();
      options()[active]?.click();
    } else if (to !== undefined && count > 0 && !event.altKey && !event.ctrlKey && !event.metaKey) {
      // Home and End belong to the text until an option is chosen.
      if ((event.key === 'Home' || event.key === 'End') && active < 0) return;
      event.preventDefault();
      if (closed) open(true);
      choose(to);
    }
  }

  input.addEventListener('keydown', onKeydown);
  input.addEventListener('input', () => {
    choose(-1);
    clearTimeout(pause);
    pause = window.setTimeout(() => void suggest(), PAUSE);
  });
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) open(false);
  });
  panel.addEventListener('mousedown', (event) => event.preventDefault());
  panel.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a') : null;
    if (link) announceArrival(link, words);
  });
  if (input.value !== '') void suggest();
  else if (!saysSaveData()) warm();
}

/** For each key, the index of the option to move to from `from` among `count` options; -1 is the text field. */
const steps: Readonly<Record<string, (from: number, count: number) => number>> = {
  ArrowDown: (from, count) => (from + 1 >= count ? -1 : from + 1),
  ArrowUp: (from, count) => (from < 0 ? count - 1 : from - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};
