import { html } from 'hono/html';
import { london } from '#forms/zoned-time.ts';
import type { Html } from '../pages/layout.ts';

const format = new Intl.DateTimeFormat('en-GB', {
  timeZone: london,
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** "15 Jan 2027, 12:00", in London: for the rows of a table, where the long form would fill the line. */
export const shortTimeHtml = (instant: string): Html =>
  html`<time datetime="${instant}">${format.format(new Date(instant)).replace('Sept', 'Sep')}</time>`;
