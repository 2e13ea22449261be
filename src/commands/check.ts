import { runChecks } from './checks.ts';
import { execute } from './execute.ts';
import { readOptions } from './read-options.ts';
import { conclude } from './tally.ts';

const usage = `npm run check                 every check
npm run check -- --content    the content only
npm run check -- --words      the content, and how each article reads`;
const { values } = readOptions(usage, {
  options: { content: { type: 'boolean', default: false }, words: { type: 'boolean', default: false } },
});
if (values.content || values.words) {
  const args = values.words ? ['--words'] : [];
  process.exitCode = (await execute('src/commands/content/main.ts', args, { show: true })).code;
} else {
  conclude(await runChecks());
}
