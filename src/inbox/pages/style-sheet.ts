import { readFileSync } from 'node:fs';

/** In this order: that of the layers, the site's colours, type and space, then how the parts of a page use them. */
const parts = [
  'styles/order.css',
  '../../styles/tokens.css',
  'styles/frame.css',
  'styles/controls.css',
  'styles/marks.css',
  'styles/list.css',
  'styles/charts.css',
  'styles/detail.css',
  'styles/account.css',
];

/** The style sheet of every page that the server makes. */
export const styleSheet = parts.map((part) => readFileSync(new URL(part, import.meta.url), 'utf8')).join('\n');
