import { html } from 'hono/html';
import type { Html } from '../../pages/layout.ts';
import type { Counts } from '../../stores/types/store.ts';
import { viewAddress, type ListView } from '../submissions/list-filter.ts';

/** How many there are of something, leading to them. */
export const countHtml = (view: Partial<ListView>, count: number, words: string): Html =>
  html`<li>
    <a href="${viewAddress(view)}"><strong>${count}</strong> ${words}</a>
  </li>`;

/** How many are unread, late, suspect and duplicates: on every page on which submissions are, so that none is overlooked. */
export const submissionCountsHtml = (counts: Counts, view: Partial<ListView> = {}): Html =>
  html`${countHtml({ ...view, unread: true }, counts.unread, 'unread')}
  ${countHtml({ ...view, status: 'late' }, counts.late, 'late')}
  ${countHtml({ ...view, status: 'suspect' }, counts.suspect, counts.suspect === 1 ? 'suspect' : 'suspects')}
  ${countHtml({ ...view, duplicates: true }, counts.duplicate, counts.duplicate === 1 ? 'duplicate' : 'duplicates')}`;
