import './refuse-faulty-site.ts';
import { parseArgs } from 'node:util';
import { buildSite, isBuilt } from './build-site.ts';

/** `npm run build`: the site into `dist/`. With `-- --folder FOLDER` into that one, unless it has a build of today's inputs. */
const { values } = parseArgs({ options: { folder: { type: 'string' } } });
process.exitCode = values.folder !== undefined && isBuilt(values) ? 0 : await buildSite(values);
