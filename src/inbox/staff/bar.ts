import type { Context } from 'hono';
import { html } from 'hono/html';
import type { App } from '../app.ts';
import { isAtLeast } from '../guards/may.ts';
import { nothing, type Html } from '../pages/layout.ts';

/** What signed-in staff see at the top of every page. */
export const staffBar = (c: Context<App>): Html =>
  html`<nav aria-label="Inbox">
      <a href="/inbox/">Inbox</a> <a href="/inbox/overview/">Overview</a>
      <a href="/inbox/meetings/">Meetings</a>
      ${isAtLeast(c, 'admin') ? html`<a href="/inbox/staff/">Staff</a> <a href="/inbox/audit/">Audit</a>` : nothing}
    </nav>
    <form method="post" action="/inbox/logout/">
      <a href="/inbox/account/"><span class="hidden">Your account: </span>${c.get('staff')}</a>
      <button class="link">Log out</button>
    </form>`;
