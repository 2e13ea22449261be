/** Indexes a folder in a separate process, so that its memory can be measured: `node index-once.ts ours|plain DIST FOLDER`. */
import { indexSite } from '../../tests/support/index-site.ts';
import { indexPlainly } from './engines.ts';

const [way, dist, folder] = process.argv.slice(2);
if (way === 'ours') await indexSite(dist!);
else await indexPlainly(dist!, folder!);
