/**
 * `node src/commands/content/main.ts [--problems] [--words]`: reads the configuration, and every file of `content/` against its schema, its neighbours and the site's rules for
 * text, every mail against the fields it may use, the words that bring up help against how they are written, and lists all that needs attention, by file and place. Exit code 1 on problems; what is advice fails nothing. `--problems`
 * leaves advice out; `--words` adds how each article reads: age, length of sentences, passive voice.
 */
import '../refuse-faulty-site.ts';
import './outside-astro.ts';
import { parseArgs } from 'node:util';
import { mailProblems } from '../../inbox/mail/templates.ts';
import { contentDay } from '../../queries/clock.ts';
import { site } from '#site';
import { headline, inWords } from './finding.ts';
import { siteLinkProblems } from './site-links.ts';

const { readLibrary } = await import('./library.ts');
const { checkContent } = await import('./rules.ts');

const { supportProblems } = await import('./support-problems.ts');
const { wordsTable } = await import('./words-table.ts');

const { values } = parseArgs({
  options: { problems: { type: 'boolean', default: false }, words: { type: 'boolean', default: false } },
});
const library = readLibrary(contentDay());
const reports = checkContent(library);
const elsewhere = [...mailProblems('content/mail'), ...supportProblems()];
const inLinks = siteLinkProblems(site, library.places.keys());

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
if (elsewhere.length > 0) console.log(elsewhere.join('\n'));
if (inLinks.length > 0) list('src/site.config.ts', headline(inLinks.length), inLinks);
if (values.words) console.log(wordsTable(library.files.guidance).join('\n'));
const files = Object.values(library.files).flat().length;
if (
  elsewhere.length > 0 ||
  inLinks.length > 0 ||
  reports.some(({ findings }) => findings.some(({ advice }) => !advice))
)
  process.exitCode = 1;
else console.log(`${files} content files checked.`);
