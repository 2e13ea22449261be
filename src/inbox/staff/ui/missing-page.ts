import { html } from 'hono/html';
import { page } from '../../pages/layout.ts';

export const missingPage = page({
  title: 'Not found',
  body: html`<h1>There is nothing here</h1>
    <p><a href="/inbox/">Back to the inbox</a></p>`,
});
