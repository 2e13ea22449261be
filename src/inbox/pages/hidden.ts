import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** Returns fields that a form sends and nobody sees: one for each value. What is undefined has none. */
export const hiddenHtml = (fields: Readonly<Record<string, string | number | readonly string[] | undefined>>): Html =>
  html`${Object.entries(fields).flatMap(([name, value = []]) =>
    [value].flat().map((each) => html`<input type="hidden" name="${name}" value="${each}" />`),
  )}`;
