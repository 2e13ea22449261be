import type { Context } from 'hono';
import { html } from 'hono/html';
import type { AppEnv } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { nothing, type Html } from '../../pages/layout.ts';

const ways = [
  ['/inbox/', 'Inbox'],
  ['/inbox/overview/', 'Overview'],
  ['/inbox/meetings/', 'Meetings'],
] as const;
const waysOfOfficers = [['/inbox/person/', 'One person']] as const;
const waysOfAdmins = [
  ['/inbox/staff/', 'Staff'],
  ['/inbox/audit/', 'Audit'],
] as const;

/** What signed-in staff see at the top of every page. */
export function staffBar(c: Context<AppEnv>): Html {
  const way = ([path, words]: readonly [string, string]) =>
    html`<a href="${path}" ${path === c.req.path ? html` aria-current="page"` : nothing}>${words}</a>`;
  return html`<nav aria-label="Inbox">
      ${[
        ...ways,
        ...(isAtLeast(c, 'officer') ? waysOfOfficers : []),
        ...(isAtLeast(c, 'admin') ? waysOfAdmins : []),
      ].map(way)}
    </nav>
    <form method="post" action="/inbox/logout/">
      <a href="/inbox/account/"><span class="hidden">Your account: </span>${c.get('staff')}</a>
      <button class="link">Log out</button>
    </form>`;
}
