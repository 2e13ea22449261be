/**
 * `node src/commands/run.mjs src/commands/migrate.ts VERSION`: brings the content of a fork from the engine of a version to the engine that is here, and
 * reports what it changed and what is left to do. `npm run upgrade` runs it.
 */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import manifest from '../../package.json' with { type: 'json' };
import { site } from '#site';
import { execute } from './execute.ts';
import { git } from './fork/git.ts';
import { addMissingMails } from './fork/missing-mails.ts';
import { migrate, migrations } from './fork/migrations.ts';
import { engineRecord, placeOfDefault, starter } from './fork/places.ts';
import { root } from './root.ts';

const [from = manifest.version] = process.argv.slice(2);
const report = [...migrate(migrations, from, root), ...addMissingMails(root, site)];
console.log(
  report.length === 0 ? 'Your content needs no change for this release.' : `Your content:\n${report.join('\n')}`,
);
if (existsSync(join(root, engineRecord.path)))
  writeFileSync(join(root, engineRecord.path), engineRecord.text(manifest.version));

// Words of the starter that a fork has as its own are never replaced. Its team may want what is new in them.
const reworded = git(['diff', '--name-only', '--diff-filter=M', 'HEAD', '--', `${starter}/content`])
  .split('\n')
  .filter((path) => path !== '' && placeOfDefault(path) === undefined);
if (reworded.length > 0)
  console.log(
    `\nYour words are as they were. The release has other ones in ${reworded.length} of the files that a site begins from; take over what suits you: git diff --staged -- ${starter}/content`,
  );
// What they say may be true no longer.
const saying = { mail: 'Mails say what the inbox does', pages: 'Pages say who helps and what becomes of data' };
for (const [folder, why] of Object.entries(saying)) {
  const paths = reworded.filter((path) => path.startsWith(`${starter}/content/${folder}/`));
  if (paths.length > 0)
    console.log(`${why}, so compare yours with these:\n${paths.map((path) => `  ${path}`).join('\n')}`);
}

const { code, output } = await execute('src/commands/content/main.ts', ['--problems']);
if (code !== 0) console.log(`\nThis is left to do by hand:\n${output.trimEnd()}`);
