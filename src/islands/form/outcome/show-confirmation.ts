/** The script of the confirmation page: shows the reference, a copy of the answers sent from this tab, and dates counted from today. */
import { addDays, dayWords } from '#forms/dates/calendar.ts';
import { formIds } from '#forms/form.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { isReference } from '#forms/answers/reference.ts';
import { importWithRetry } from '../../import-with-retry.ts';
import { sentRecord, type SentRecord } from './sent-record.ts';

/**
 * Says that the answers arrived only when that is known: from this tab's record of the reference in the address, or from the server, which
 * then writes the reference into the page (inbox/routes/sent.ts).
 */
export function showConfirmation(): void {
  const parameters = new URLSearchParams(location.search);
  const reference = parameters.get('ref') ?? '';
  if (!isReference(reference)) return;
  const record = formIds.map(sentRecord).find((sent) => sent?.reference === reference);
  const place = document.querySelector('[data-reference]')!;
  if (place.textContent === reference || record) showDates(record ? new Date(record.sentAt) : new Date());
  if (!record) return;
  const { confirmation = '', steps = '' } = document.querySelector<HTMLElement>('[data-confirmation]')!.dataset;
  const heading = document.querySelector('h1')!;
  document.title = document.title.replace(heading.textContent, confirmation);
  heading.textContent = confirmation;
  place.textContent = reference;
  for (const part of document.querySelectorAll<HTMLElement>('[data-state]'))
    part.hidden = part.dataset['state'] !== 'sent';
  for (const link of document.querySelectorAll<HTMLAnchorElement>('a[href$="reference="]')) link.href += reference;
  document.querySelector<HTMLElement>('[data-late]')!.hidden = !parameters.has('late');
  for (const section of document.querySelectorAll<HTMLElement>('[data-next]')) {
    section.hidden = section.dataset['next'] !== record.form;
    section.querySelector('h2')!.textContent = steps;
  }
  offerCopy(record);
}

/** Replaces "within 7 days" with the day. */
function showDates(sentAt: Date): void {
  for (const place of document.querySelectorAll<HTMLElement>('[data-within]')) {
    const day = addDays(localDay(sentAt), Number(place.dataset['within']));
    place.textContent = `by ${dayWords(day, true)}`;
  }
}

function offerCopy(record: SentRecord): void {
  const place = document.querySelector('[data-part="copy"]')!;
  const button = (words: string, act: () => void) => {
    const element = document.createElement('button');
    element.type = 'button';
    element.className = 'button quiet small';
    element.append(words);
    element.addEventListener('click', act);
    return element;
  };
  const load = () => importWithRetry(() => import('./copy-file.ts'));
  const actions = document.createElement('p');
  actions.className = 'actions';
  actions.append(
    button('Save a copy of your answers', () => void load().then(({ saveCopy }) => saveCopy(record))),
    button('Print a copy', () => void load().then(({ printCopy }) => printCopy(record))),
  );
  const note = document.createElement('p');
  note.className = 'quiet';
  note.append('The copy is made on this device. It can be made until you close this tab.');
  place.replaceChildren(actions, note);
}
