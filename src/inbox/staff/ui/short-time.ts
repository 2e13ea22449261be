import { html } from 'hono/html';
import { site } from '#site';
import type { Html } from '../../pages/layout.ts';

let format: Intl.DateTimeFormat | undefined;
const written = (instant: Date) =>
  (format ??= new Intl.DateTimeFormat(site.language, {
    timeZone: site.timeZone,
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })).format(instant);

/** Returns a time like "15 Jan 2027, 12:00" in the site's zone and language, short enough for a row of a table. */
export const shortTimeHtml = (instant: string): Html =>
  html`<time datetime="${instant}">${written(new Date(instant)).replace('Sept', 'Sep')}</time>`;
