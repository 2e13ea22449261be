/** A sheet to fill in: keeps what is written until the tab is closed, and hands it over as text, as a file or on paper. */
import { saveFile } from '../../islands/form/dom/save-file.ts';
import { button, copyButton } from './buttons.ts';
import { sheetText } from './sheet-text.ts';

const sheet = document.querySelector<HTMLElement>('[data-sheet]')!;
const boxes = [...sheet.querySelectorAll('textarea')];
const id = sheet.dataset['sheet']!;
const key = `sheet-${id}`;

const status = document.createElement('p');
status.className = 'quiet';
status.role = 'status';

const say = (words: string) => void (status.textContent = words);
/** A screen reader would repeat with each letter what is said anew. */
const sayOnce = (words: string) => status.textContent !== words && say(words);

const answers = () => Object.fromEntries(boxes.map(({ name, value }) => [name, value]));

function fill(kept: Partial<Record<string, string>>): void {
  for (const box of boxes) {
    box.value = kept[box.name] ?? '';
    grow(box);
  }
}

/** As high as its text, so that all of it prints. */
function grow(box: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return;
  box.style.height = '';
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}

function keep(): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(answers()));
    sayOnce('Kept in this tab until you close it. To keep it longer, copy, save or print it.');
  } catch {
    sayOnce('Your browser lets this page keep nothing. Copy, save or print it before you leave.');
  }
}

function recall(): void {
  try {
    const kept = sessionStorage.getItem(key);
    if (kept === null) return;
    // What was written before this script came stays.
    const written = Object.entries(answers()).filter(([, answer]) => answer !== '');
    fill({ ...(JSON.parse(kept) as Partial<Record<string, string>>), ...Object.fromEntries(written) });
  } catch {
    // Storage is blocked: the first word that is written says so.
  }
}

const text = () =>
  sheetText(
    document.querySelector('h1')!.textContent,
    [...sheet.querySelectorAll('section')].map((part) => ({
      title: part.querySelector('h2')!.textContent,
      rows: [...part.querySelectorAll('textarea')].map((box) => ({
        label: box.labels[0]!.textContent,
        answer: box.value,
      })),
    })),
  );

/** Empties the sheet; the same button then brings back what was there. */
function clear(button: HTMLButtonElement): void {
  const before = answers();
  fill({});
  keep();
  say('Cleared. Undo brings it back.');
  button.textContent = 'Undo';
  const undo = (event: Event) => {
    event.stopImmediatePropagation();
    fill(before);
    keep();
    done();
    say('Brought back.');
  };
  const done = () => {
    button.textContent = 'Clear';
    button.removeEventListener('click', undo, true);
    sheet.removeEventListener('input', done);
  };
  button.addEventListener('click', undo, true);
  // Who writes on has chosen the empty sheet.
  sheet.addEventListener('input', done);
}

const actions = document.createElement('div');
actions.className = 'actions';
actions.append(
  button('Print', () => print()),
  ...copyButton('Copy as text', text, say),
  button('Save as a file', () => {
    saveFile(`${id}.txt`, 'text/plain;charset=utf-8', text());
    say(`Saved as ${id}.txt.`);
  }),
  button('Clear', clear),
);
sheet.append(actions, status);
sheet.addEventListener('input', ({ target }) => {
  grow(target as HTMLTextAreaElement);
  keep();
});
recall();
