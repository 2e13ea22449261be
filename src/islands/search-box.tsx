import { render } from 'preact';
import { announceArrival } from './search/arrival.ts';
import { search, warm } from './search/client.ts';
import styles from './search/box.css?inline';
import { Suggestions } from './search/Suggestions.tsx';
import type { Reply } from './search/answerer.ts';
import { countWords, failure, patience, PATIENCE } from './search/wording.ts';

/** A pause in typing this long asks (ms). */
const PAUSE = 160;
/** Suggestions under the box; each reads one page of the index. */
const SUGGESTIONS = 4;

const saysSaveData = () => (navigator as { connection?: { saveData?: boolean } }).connection?.saveData === true;

/** Makes a search form a combobox: suggestions while typing, arrow keys to choose, Enter to go. The search page has its own island. */
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
  // Before typing nothing is said; the elements that will speak must be there already.
  draw(null);

  let asked = 0;
  let pause = 0;
  let active = -1;
  let words: readonly string[] = [];

  const options = () => [...panel.querySelectorAll<HTMLAnchorElement>('[role=option]')];

  function draw(reply: Reply | null, waiting = false): void {
    render(<Suggestions query={input.value} reply={reply} waiting={waiting} />, panel);
    status.dataset['query'] = reply === null ? '' : input.value;
    status.textContent = reply === null ? (waiting ? patience : '') : spoken(reply);
  }

  /** The help that is offered in place of suggestions, else how many there are. */
  function spoken({ support, outcome }: Reply): string {
    if (support.length > 0) return support.map(({ lead }) => lead).join(' ');
    return outcome ? countWords(outcome) : failure;
  }

  /** Says that it goes on, where the network is slow. */
  function wait(turn: number): void {
    // Suggestions that are shown already are the better thing to look at.
    if (turn !== asked || !panel.hidden) return;
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

  async function ask(): Promise<void> {
    const turn = (asked += 1);
    const query = input.value;
    if (query.trim() === '') {
      open(false);
      draw(null);
      return;
    }
    const patient = setTimeout(() => wait(turn), PATIENCE);
    const reply = await search()({ query, typing: true, limit: SUGGESTIONS });
    clearTimeout(patient);
    if (turn !== asked) return;
    words = reply.outcome?.words ?? [];
    const chosen = options()[active]?.href;
    draw(reply);
    open(document.activeElement === input);
    // What someone chose before the answer came stays chosen where it still stands.
    choose(options().findIndex(({ href }) => href === chosen));
  }

  function press(event: KeyboardEvent): void {
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

  input.addEventListener('keydown', press);
  input.addEventListener('input', () => {
    choose(-1);
    clearTimeout(pause);
    pause = window.setTimeout(() => void ask(), PAUSE);
  });
  form.addEventListener('focusout', ({ relatedTarget }) => {
    if (!(relatedTarget instanceof Node && form.contains(relatedTarget))) open(false);
  });
  panel.addEventListener('mousedown', (event) => event.preventDefault());
  panel.addEventListener('click', ({ target }) => {
    const link = target instanceof Element ? target.closest('a') : null;
    if (link) announceArrival(link, words);
  });
  if (input.value !== '') void ask();
  else if (!saysSaveData()) warm();
}

/** Where each key leads from an option, of so many; -1 is the text itself. */
const steps: Readonly<Record<string, (from: number, count: number) => number>> = {
  ArrowDown: (from, count) => (from + 1 >= count ? -1 : from + 1),
  ArrowUp: (from, count) => (from < 0 ? count - 1 : from - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};
