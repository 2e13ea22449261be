import { html } from 'hono/html';
import type { Html } from './layout.ts';

/** Returns a link if the place is a web address, else the text. */
export const placeHtml = (place: string): Html =>
  /^https:\/\/\S+$/.test(place)
    ? html`<a href="${place}" rel="noreferrer">${place}</a>`
    : html`${place === '' ? 'Not known yet' : place}`;
