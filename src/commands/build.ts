import './refuse-faulty-site.ts';
import { build } from 'astro';
import { explainContent, isBuilt, recordBuild } from './build-site.ts';
import { readOptions } from './read-options.ts';
import { root } from './root.ts';

const usage = `npm run build                       the site into dist/
npm run build -- --folder FOLDER    into that folder, unless it has a build of today's inputs`;
const { values } = readOptions(usage, { options: { folder: { type: 'string' } } });
const { folder = 'dist' } = values;

if (values.folder === undefined || !isBuilt({ folder })) {
  try {
    await recordBuild(folder, () => build({ root, outDir: folder }));
  } catch (error) {
    console.error(error);
    await explainContent();
    // Pagefind's process and Vite's servers may still be open.
    process.exit(1);
  }
}
