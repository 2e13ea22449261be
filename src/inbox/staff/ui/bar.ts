import type { Context } from 'hono';
import { html } from 'hono/html';
import { hasMentors, hasRounds, siteForms } from '#forms/scheme-paths.ts';
import type { AppEnv } from '../../env.ts';
import { isAtLeast } from '../../middleware/require-role.ts';
import { nothing, type Html } from '../../pages/layout.ts';

const always = true;
const links = (
  [
    ['/inbox/', 'Inbox', always],
    ['/inbox/overview/', 'Overview', always],
    ['/inbox/match/', hasMentors ? 'Matching' : 'Rounds', hasRounds],
    ['/inbox/meetings/', 'Meetings', siteForms.includes('ask')],
    ['/inbox/report/', 'Report', always],
  ] as const
).flatMap(([path, words, isHere]) => (isHere ? [[path, words] as const] : []));
const officerLinks = [
  ['/inbox/mail/', 'Mail'],
  ['/inbox/person/', 'One person'],
] as const;
const adminLinks = [
  ['/inbox/staff/', 'Staff'],
  ['/inbox/audit/', 'Audit'],
] as const;

/** Returns the links at the top of every staff page, by role, with the account and the log-out button. */
export function staffBar(c: Context<AppEnv>): Html {
  const all = [
    ...links,
    ...(isAtLeast(c, 'officer') ? officerLinks : []),
    ...(isAtLeast(c, 'admin') ? adminLinks : []),
  ];
  const here = c.req.path;
  // The inbox is above every page of staff: it is marked on its own page alone.
  const current = (path: string) =>
    path === here ? 'page' : path !== '/inbox/' && here.startsWith(path) ? 'true' : undefined;
  const linkHtml = ([path, words]: readonly [string, string]) =>
    html`<a href="${path}" ${current(path) === undefined ? nothing : html` aria-current="${current(path)}"`}
      >${words}</a
    >`;
  return html`<nav class="main-nav of-staff" aria-label="Inbox">${all.map(linkHtml)}</nav>
    <form method="post" action="/inbox/logout/">
      <a href="/inbox/account/"><span class="visually-hidden">Your account: </span>${c.get('staff')}</a>
      <button class="link">Log out</button>
    </form>`;
}
