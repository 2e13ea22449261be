import { readFileSync } from 'node:fs';

/**
 * Paths from the repository's root. The order matters: the order of the layers, the site's tokens, then the styles that use them.
 */
const paths = [
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

/** The style sheet of every page that the server renders. */
export const styleSheet = paths.map((path) => readFileSync(path, 'utf8')).join('\n');
