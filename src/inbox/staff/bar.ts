import { html } from 'hono/html';
import type { Html } from '../pages/layout.ts';

/** What signed-in staff see at the top of every page. */
export const staffBar = (staff: string): Html =>
  html`<nav aria-label="Inbox"><a href="/inbox/">Inbox</a> <a href="/inbox/overview/">Overview</a></nav>
    <form method="post" action="/inbox/logout/"><span>${staff}</span> <button class="link">Log out</button></form>`;
