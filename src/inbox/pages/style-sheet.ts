import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Paths from the repository's root, in an order that is also that of the layers: the site's theme and parts, then what only these pages have.
 */
const paths = [
  'src/theme/palette.css',
  'src/theme/faces.css',
  'src/styles/tokens.css',
  'src/styles/base.css',
  'src/styles/frame.css',
  'src/styles/parts.css',
  'src/styles/cards.css',
  'src/styles/controls.css',
  'src/styles/fields.css',
  'src/styles/road.css',
  'src/inbox/pages/styles/frame.css',
  'src/inbox/pages/styles/parts.css',
  'src/inbox/pages/styles/list.css',
  'src/inbox/pages/styles/charts.css',
  'src/inbox/pages/styles/bench.css',
  'src/inbox/pages/styles/person.css',
];

/** The style sheet of every page that the server renders. */
export const styleSheet = paths.map((path) => readFileSync(path, 'utf8')).join('\n');

/** The folder of the faces, which the style sheet names beside itself. */
const faces = 'src/theme/fonts';

/** Returns a face by the name of its file; undefined for any other name. */
export function faceNamed(name: string): Uint8Array<ArrayBuffer> | undefined {
  const isFace = readdirSync(faces).includes(name) && name.endsWith('.woff2');
  return isFace ? new Uint8Array(readFileSync(join(faces, name))) : undefined;
}
