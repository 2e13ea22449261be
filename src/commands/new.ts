import './content/checked-references.ts';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { articleTemplate, slugFrom, startStage } from './article-template.ts';
import { filesOf, idsOf, read } from './content/files.ts';
import { readOptions } from './read-options.ts';
import { siteRoot } from './root.ts';

const { problemsOf } = await import('./content/rules.ts');

/** Highest place within a stage: src/schemas/guidance.ts. */
const ORDER_MAX = 99;

const usage = 'npm run new -- "Prepare for your first meeting"';
const title = readOptions(usage, { allowPositionals: true }).positionals.join(' ').trim();
const slug = slugFrom(title);
const folder = `content/guidance/${slug}`;

/** Returns a free place in the stage of a new article: ten after the last one, or the last free one when there is no room. */
function freeOrder(): number {
  const fields = filesOf('guidance').map(({ data }) => data as { stage?: string; order?: number });
  const taken = fields.filter(({ stage }) => stage === startStage).map(({ order = 0 }) => order);
  const last = Math.max(0, ...taken);
  const free = Array.from({ length: ORDER_MAX }, (_, index) => ORDER_MAX - index).find(
    (order) => !taken.includes(order),
  );
  return last + 10 <= ORDER_MAX ? last + 10 : (free ?? ORDER_MAX);
}

function refuse(...reasons: string[]): never {
  for (const reason of reasons) console.error(reason);
  process.exit(1);
}

if (slug === '') refuse(`Say what the article is called: ${usage}`);
if (existsSync(join(siteRoot, folder)))
  refuse(`${folder} exists already. Choose another title; an address is never used twice.`);

const people = filesOf('people');
const team = people.find(({ data }) => (data as { team?: boolean }).team === true) ?? people[0];
const [topic] = idsOf('topics');
if (!team || topic === undefined)
  refuse('An article needs an author and a topic: add a file to content/people and content/topics first.');

const path = `${folder}/index.mdx`;
const today = new Date();
const text = articleTemplate({ title, author: team.id, topic, order: freeOrder(), today });
const problems = problemsOf('guidance', read(path, text), today);
if (problems.length > 0) refuse(...problems);

mkdirSync(join(siteRoot, folder));
writeFileSync(join(siteRoot, path), text);
console.log(`${path} is ready. It is a draft: "npm run dev" shows it, readers do not see it.`);
console.log(
  'When it is written, remove "draft: true" from its head. "npm run check -- --content" names what is missing.',
);
