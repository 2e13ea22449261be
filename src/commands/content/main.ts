/**
 * `node src/commands/content/main.ts [--problems] [--words]`: checks the links of the configuration, every file of `content/` against its schema
 * and the rules, every mail's fields and links, the words that bring up help,
 * what people ask, and the tasks that the search answers. Lists problems and advice by file and line. Exit code 1 on problems,
 * not on advice. `--problems` leaves out advice; `--words` adds how each article reads: age, length of sentences, passive voice.
 */
import '../refuse-faulty-site.ts';
import './checked-references.ts';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { globSync } from 'tinyglobby';
import { mailProblems } from '../../inbox/mail/templates.ts';
import { contentDay } from '../../queries/clock.ts';
import { site } from '#site';
import { siteFolder } from '#site-folder';
import { headline, inWords } from './finding.ts';
import { siteLinkProblems } from './site-links.ts';

const { isHidden, readLibrary } = await import('./library.ts');
const { checkContent } = await import('./rules.ts');

const { questionFiles } = await import('./files.ts');
const { questionProblems } = await import('./question-problems.ts');
const { mailLinkProblems } = await import('./mail-links.ts');
const { supportProblems } = await import('./support-problems.ts');
const { taskFindings } = await import('./task-problems.ts');
const { wordsTable } = await import('./words-table.ts');

const { values } = parseArgs({
  options: { problems: { type: 'boolean', default: false }, words: { type: 'boolean', default: false } },
});
const library = readLibrary(contentDay());
const reports = checkContent(library);
const mailFolder = join(siteFolder, 'content/mail');
const mails = globSync('*.md', { cwd: mailFolder }).map((name) => join(mailFolder, name));
const tasks = taskFindings(library.places);
const otherProblems = [
  ...mailProblems(mailFolder),
  ...mailLinkProblems(new Map(mails.sort().map((path) => [path, readFileSync(path, 'utf8')])), library.places),
  ...supportProblems(),
  ...tasks.problems.map((problem) => `content/tasks.yaml: ${problem}`),
  ...questionProblems(questionFiles(), library.places),
];
const hidden = library.files.guidance.filter((file) => isHidden(file, library.today));
const linkProblems = siteLinkProblems(site, library.places, new Set(hidden.map(({ id }) => `/guidance/${id}/`)));

const list = (path: string, headed: string, lines: readonly string[]) =>
  console.log([`${path}: ${headed}`, ...lines.map((line) => `  ${line}`)].join('\n'));

for (const { path, findings } of reports) {
  const problems = findings.filter(({ advice }) => !advice);
  if (problems.length > 0) list(path, headline(problems.length), problems.map(inWords));
}
for (const { path, findings } of reports) {
  const advice = findings.filter((finding) => finding.advice && !values.problems);
  if (advice.length > 0) list(path, 'worth a look', advice.map(inWords));
}
if (tasks.advice.length > 0 && !values.problems) list('content/tasks.yaml', 'worth a look', tasks.advice);
if (otherProblems.length > 0) console.log(otherProblems.join('\n'));
if (linkProblems.length > 0) list('src/site.config.ts', headline(linkProblems.length), linkProblems);
if (values.words) console.log(wordsTable(library.files.guidance).join('\n'));
const files = Object.values(library.files).flat().length;
if (
  otherProblems.length > 0 ||
  linkProblems.length > 0 ||
  reports.some(({ findings }) => findings.some(({ advice }) => !advice))
)
  process.exitCode = 1;
else console.log(`${files} content files checked.`);
