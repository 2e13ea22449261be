import { parseArgs } from 'node:util';
import { runChecks } from './checks.ts';
import { execute } from './execute.ts';
import { conclude } from './tally.ts';

/** `npm run check`: every check. `-- --content` runs the content check only; `-- --words` also prints how each article reads. */
const { values } = parseArgs({
  options: { content: { type: 'boolean', default: false }, words: { type: 'boolean', default: false } },
});
if (values.content || values.words) {
  const args = values.words ? ['--words'] : [];
  process.exitCode = (await execute('src/commands/content/main.ts', args, { show: true })).code;
} else {
  conclude(await runChecks());
}
