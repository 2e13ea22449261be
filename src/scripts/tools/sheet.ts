/** A sheet to fill in. Stores the text until the tab is closed; copies, saves and prints it. */
import { saveFile } from '../../islands/form/dom/save-file.ts';
import { offerCopy } from './offer-copy.ts';
import { sheetText } from './sheet-text.ts';

const sheet = document.querySelector<HTMLElement>('[data-sheet]')!;
const boxes = [...sheet.querySelectorAll('textarea')];
const id = sheet.dataset['sheet']!;
const key = `sheet-${id}`;

const status = sheet.querySelector('[role="status"]')!;

const say = (words: string) => void (status.textContent = words);
/** Does not repeat the status, as a screen reader would announce it at each letter. */
const sayOnce = (words: string) => status.textContent !== words && say(words);

const answers = () => Object.fromEntries(boxes.map(({ name, value }) => [name, value]));

function fill(texts: Partial<Record<string, string>>): void {
  for (const box of boxes) {
    box.value = texts[box.name] ?? '';
    grow(box);
  }
}

/** Makes a box as high as its text, so that all of it prints. */
function grow(box: HTMLTextAreaElement): void {
  if (CSS.supports('field-sizing', 'content')) return;
  box.style.height = '';
  box.style.height = `${box.scrollHeight + box.offsetHeight - box.clientHeight}px`;
}

function store(): void {
  try {
    sessionStorage.setItem(key, JSON.stringify(answers()));
    sayOnce('Kept in this tab until you close it. To keep it longer, copy, save or print it.');
  } catch {
    sayOnce('Your browser lets this page keep nothing. Copy, save or print it before you leave.');
  }
}

function restore(): void {
  try {
    const stored = sessionStorage.getItem(key);
    if (stored === null) return;
    // Text typed before this script loaded is not overwritten.
    const typed = Object.entries(answers()).filter(([, answer]) => answer !== '');
    fill({ ...(JSON.parse(stored) as Partial<Record<string, string>>), ...Object.fromEntries(typed) });
  } catch {
    // Storage is blocked: the first change tells the reader so.
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

const action = (name: string) => sheet.querySelector<HTMLButtonElement>(`[data-act="${name}"]`)!;

function onPress(name: string, act: (button: HTMLButtonElement) => void): void {
  const button = action(name);
  button.addEventListener('click', () => act(button));
}

/** Empties the sheet and turns the button into Undo. */
function clear(button: HTMLButtonElement): void {
  const before = answers();
  fill({});
  store();
  say('Cleared. Undo brings it back.');
  button.textContent = 'Undo';
  const undo = (event: Event) => {
    event.stopImmediatePropagation();
    fill(before);
    store();
    done();
    say('Brought back.');
  };
  const done = () => {
    button.textContent = 'Clear';
    button.removeEventListener('click', undo, true);
    sheet.removeEventListener('input', done);
  };
  button.addEventListener('click', undo, true);
  // Typing ends the offer to undo.
  sheet.addEventListener('input', done);
}

onPress('print', () => print());
onPress('save', () => {
  saveFile(`${id}.txt`, 'text/plain;charset=utf-8', text());
  say(`Saved as ${id}.txt.`);
});
onPress('clear', clear);
offerCopy(action('copy'), text, say);
sheet.addEventListener('input', ({ target }) => {
  grow(target as HTMLTextAreaElement);
  store();
});
restore();
