import './refuse-faulty-site.ts';
import { build } from 'astro';
import { parseArgs } from 'node:util';
import { explainContent, isBuilt, recordBuild } from './build-site.ts';
import { root } from './root.ts';

/** `npm run build`: the site into `dist/`. With `-- --folder FOLDER` into that one, unless it has a build of today's inputs. */
const { values } = parseArgs({ options: { folder: { type: 'string' } } });
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
