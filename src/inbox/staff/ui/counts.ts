import { html } from 'hono/html';
import type { Html } from '../../pages/layout.ts';
import type { Counts } from '../../stores/types/store.ts';
import { viewAddress, type ListView } from '../submissions/list-filter.ts';

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
export const submissionCountsHtml = (counts: Counts, view: Partial<ListView> = {}): Html =>
  html`${countHtml({ ...view, unread: true }, counts.unread, 'unread')}
  ${countHtml({ ...view, status: 'late' }, counts.late, 'late')}
  ${countHtml({ ...view, status: 'suspect' }, counts.suspect, counts.suspect === 1 ? 'suspect' : 'suspects')}
  ${countHtml({ ...view, duplicates: true }, counts.duplicate, counts.duplicate === 1 ? 'duplicate' : 'duplicates')}`;
