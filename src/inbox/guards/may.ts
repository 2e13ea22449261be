import { html } from 'hono/html';
import type { MiddlewareHandler } from 'hono';
import type { App } from '../app.ts';
import { page } from '../pages/layout.ts';
import { roles, type Role } from '../store.ts';

/** Lets on whoever has this role, or one that may more. */
export const may =
  (least: Role): MiddlewareHandler<App> =>
  async (c, next) =>
    roles.indexOf(c.get('role')) >= roles.indexOf(least) ? next() : c.html(forbiddenPage, 403);

const forbiddenPage = page({
  title: 'You may not do this',
  body: html`<h1>You may not do this</h1>
    <p>
      Your account can look, but not do this. Nothing was changed. Whoever runs the server can give you another role:
      <code>npm run inbox -- staff role NAME officer</code>
    </p>
    <p><a href="/inbox/">Back to the inbox</a></p>`,
});
