import { orWords } from '#forms/in-words.ts';
import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';
import type { Counts } from '../../stores/store.ts';
import { viewAddress, type ListView } from './list-filter.ts';

/** Returns a count as a link to the list of what it counts. */
export const countHtml = (view: Partial<ListView>, count: number, words: string): Html =>
  html`<li>
    <a href="${viewAddress(view)}"><strong>${count}</strong> ${words}</a>
  </li>`;

/** Returns a count of what waits for staff. */
export const toDoHtml = (address: string, count: number, words: string): Html =>
  html`<li class="to-do">
    <a href="${address}"><strong>${count}</strong> ${words}</a>
  </li>`;

/** Returns how many submissions are unread, late, suspect and duplicates: shown on every page with submissions, so that none is missed. */
export function submissionCountsHtml({ unread, late, suspect, duplicate }: Counts, view: Partial<ListView> = {}): Html {
  const kinds: readonly { shown: Partial<ListView>; count: number; one: string; many: string }[] = [
    { shown: { unread: true }, count: unread, one: 'unread', many: 'unread' },
    { shown: { status: 'late' }, count: late, one: 'late', many: 'late' },
    { shown: { status: 'suspect' }, count: suspect, one: 'suspect', many: 'suspects' },
    { shown: { duplicates: true }, count: duplicate, one: 'duplicate', many: 'duplicates' },
  ];
  const absent = kinds.filter(({ count }) => count === 0);
  return html`${kinds
    .filter(({ count }) => count > 0)
    .map(({ shown, count, one, many }) => countHtml({ ...view, ...shown }, count, count === 1 ? one : many))}
  ${absent.length === 0 ? nothing : html`<li class="absent">None ${orWords(absent.map(({ one }) => one))}.</li>`}`;
}
