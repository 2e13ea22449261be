import { html } from 'hono/html';
import { breakPoints } from '#forms/break-points.ts';
import type { Html } from './layout.ts';

/** Returns a text whose addresses break before their marks on a narrow screen. */
export const breakable = (text: string): Html =>
  html`${breakPoints(text).map((part, index) => (index === 0 ? part : html`<wbr />${part}`))}`;
