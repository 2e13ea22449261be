/**
 * `npm run init [-- --from answers.yaml] [--yes]`: turns a fresh clone into the site of another university. It asks, or takes the answers from a
 * file, and says what it will remove before it does. Git has all that it removes.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, rmdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { parse } from 'yaml';
import { site as starterSite } from '../../starter/site.config.ts';
import manifest from '../../package.json' with { type: 'json' };
import { execute, packageScript } from './execute.ts';
import {
  type SetUpAnswers,
  answerProblems,
  answersSchema,
  type Given,
  numberInWords,
  questions,
} from './fork/answers.ts';
import { changedFiles, git } from './fork/git.ts';
import { makeSite } from './fork/make-site.ts';
import { engineRecord, forkPlaces, placeOfDefault } from './fork/places.ts';
import { readStarter } from './fork/starter-files.ts';
import { readOptions } from './read-options.ts';
import { root } from './root.ts';

const usage = `npm run init                      asks for names, zone, country, address, years and schemes
npm run init -- --from FILE.yaml  takes the answers from a file, with these entries:
${questions.map(({ key, text }) => `  ${`${key}:`.padEnd(16)}# ${text}`).join('\n')}
--yes                             does not ask before it removes the files of the site that is here`;

const { values } = readOptions(usage, {
  options: {
    from: { type: 'string' },
    yes: { type: 'boolean', default: false },
  },
});

function refuse(...reasons: string[]): never {
  for (const reason of reasons) console.error(reason);
  process.exit(1);
}

const terminal = () => createInterface({ input: process.stdin, output: process.stdout });

async function ask(): Promise<SetUpAnswers> {
  if (!process.stdin.isTTY) refuse('Nobody can be asked here. Give the answers in a file:', '', usage);
  const line = terminal();
  let given: Given = {};
  for (const { key, text, usual, when } of questions) {
    if (when?.(given) === false) continue;
    const suggested = usual?.(given);
    for (;;) {
      const words = (await line.question(`${text}${suggested ? ` [${suggested}]` : ''}: `)).trim() || (suggested ?? '');
      const tried = { ...given, [key]: words };
      const problem = answersSchema.safeParse(tried).error?.issues.find(({ path }) => path[0] === key);
      if (problem === undefined) {
        given = tried;
        break;
      }
      console.log(problem.message);
    }
  }
  line.close();
  return answersSchema.parse(given);
}

/** Leaves out an entry without an answer. */
const withoutEmpty = (_: unknown, answer: unknown) => (answer === '' ? undefined : answer);

function readAnswers(file: string): SetUpAnswers {
  if (!existsSync(file)) refuse(`There is no file ${file}.`);
  let given: unknown;
  try {
    // As typed at a question: 000 is no number.
    given = parse(readFileSync(file, 'utf8'), withoutEmpty, { schema: 'failsafe' });
  } catch (error) {
    refuse(`${file} cannot be read: ${(error as Error).message}`);
  }
  const problems = answerProblems(given);
  if (problems.length > 0)
    refuse(`${file}: mend this, then try again. Nothing has been changed.`, ...problems.map((each) => `  ${each}`));
  return answersSchema.parse(given);
}

if (existsSync(join(root, engineRecord.path)))
  refuse('This is your own site already: npm run init has made it. Change content/ and src/site.config.ts by hand.');
const changed = changedFiles();
if (changed === undefined)
  refuse('This folder is no clone of git, so nothing that is removed could be had back. Clone the repository first.');
if (changed.length > 0)
  refuse(
    'There are changes that are in no commit. Commit them or take them back, then try again:',
    ...changed.map((path) => `  ${path}`),
  );

const release = `v${manifest.version}`;
const [ofRelease] = git(['for-each-ref', '--format=%(objectname) %(*objectname)', `refs/tags/${release}`])
  .trim()
  .split(' ')
  .toReversed();
if (ofRelease && ofRelease !== git(['rev-parse', 'HEAD']).trim())
  console.log(
    `This is not the release ${release}, and a later upgrade takes what differs from it for a change of yours. To begin from it: git checkout ${release}\n`,
  );

const answers = values.from === undefined ? await ask() : readAnswers(values.from);
const made = makeSite(readStarter(), starterSite, answers, manifest.version, new Date());
const present = git(['ls-files', '-z', '--', ...forkPlaces])
  .split('\0')
  .filter(Boolean);
const removed = present.filter((path) => !made.has(path) && placeOfDefault(path) !== path);

console.log(`\n${answers.name}: ${made.size} files are written.`);
console.log(`${removed.length} files of the site that is here are removed:`);
const folders = Map.groupBy(removed, (path) => path.split('/').slice(0, 2).join('/'));
for (const [folder, files] of folders) console.log(`  ${folder}${files.length > 1 ? ` (${files.length})` : ''}`);
if (!values.yes) {
  if (!process.stdin.isTTY) refuse('Nothing has been changed. To go on, add --yes.');
  const line = terminal();
  const answer = await line.question('Type yes to go on: ');
  line.close();
  if (answer.trim().toLowerCase() !== 'yes') refuse('Nothing has been changed.');
}

for (const path of removed) removeWithEmptyFolders(path);
for (const [path, bytes] of made) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), bytes);
}
// Names of another length break lines elsewhere, and the check of every commit asks for the format.
await execute(packageScript('prettier/bin/prettier.cjs'), [
  ...['--write', '--log-level=warn'],
  ...[...made.keys()].filter((path) => typeof made.get(path) === 'string'),
  '--ignore-unknown',
]);
const { code, output } = await execute('src/commands/content/main.ts', []);
console.log(`\n${output.trimEnd()}`);
if (code !== 0) refuse('', 'What stands above is to be mended by hand; all else is done.');
console.log(`
Next:
  npm start                            your site, on http://localhost:4321
  docs/your-own-university.md          what to change now, in order, with the time each step takes
  src/site.config.ts                   student numbers have ${numberInWords(answers.studentNumber)}: change "number" if that is wrong
To take all this back: git restore . && git clean -fd content public`);

/** Removes a file, and the folders that are empty without it, of which git would say nothing. */
function removeWithEmptyFolders(path: string): void {
  rmSync(join(root, path));
  for (
    let folder = dirname(path);
    folder !== '.' && readdirSync(join(root, folder)).length === 0;
    folder = dirname(folder)
  )
    rmdirSync(join(root, folder));
}
