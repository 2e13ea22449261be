import { html } from 'hono/html';
import { breakable } from './breakable.ts';
import { nothing, type Html } from './layout.ts';

/** Returns what was just done or refused, for the top of a page; nothing without news. */
export const newsHtml = (news: string | undefined): Html =>
  news === undefined ? nothing : html`<p class="note" role="status">${breakable(news)}</p>`;
