import { html } from 'hono/html';
import type { Context, MiddlewareHandler } from 'hono';
import type { AppEnv } from '../env.ts';
import { page } from '../pages/layout.ts';
import { roles, type Role } from '../stores/store.ts';

/** True if the member of staff has this role or a higher one. */
export const isAtLeast = (c: Context<AppEnv>, least: Role): boolean =>
  roles.indexOf(c.get('role')) >= roles.indexOf(least);

/** Answers 403 unless the member of staff has this role or a higher one. */
export const requireRole =
  (least: Role): MiddlewareHandler<AppEnv> =>
  async (c, next) =>
    isAtLeast(c, least) ? next() : c.html(forbiddenPage, 403);

const forbiddenPage = page({
  title: 'You may not do this',
  body: html`<h1>You may not do this</h1>
    <p>Your role does not let you. Nothing was changed. An admin can give you another role, on the page “Staff”.</p>
    <p><a href="/inbox/">Back to the inbox</a></p>`,
});
