/** Indexes a folder in a process of its own, so that its memory can be watched: `node index-once.ts ours|plain DIST FOLDER`. */
import { indexSite } from '../../tests/support/index-site.ts';
import { indexPlainly } from './engines.ts';

const [way, dist, folder] = process.argv.slice(2);
if (way === 'ours') await indexSite(dist!);
else await indexPlainly(dist!, folder!);
