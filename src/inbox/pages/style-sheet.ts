import { readFileSync } from 'node:fs';

/**
 * From the repository's root, in this order: that of the layers, the site's colours, type and space, then how the parts of a page use them.
 */
const parts = [
  'src/inbox/pages/styles/order.css',
  'src/styles/tokens.css',
  'src/inbox/pages/styles/frame.css',
  'src/inbox/pages/styles/controls.css',
  'src/inbox/pages/styles/marks.css',
  'src/inbox/pages/styles/list.css',
  'src/inbox/pages/styles/charts.css',
  'src/inbox/pages/styles/detail.css',
  'src/inbox/pages/styles/account.css',
];

/** The style sheet of every page that the server makes. */
export const styleSheet = parts.map((part) => readFileSync(part, 'utf8')).join('\n');
