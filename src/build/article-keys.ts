/** What each article's page is made from, as a hash: while it is the same, so is the page, to the byte. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { globSync } from 'tinyglobby';
import { parse } from 'yaml';
import { roundState, toRound, type WrittenRound } from '#forms/deadline.ts';
import { around, byPlace, isPublic, type Placed } from '../queries/around.ts';
import { buildInstant, contentDay } from '../queries/clock.ts';
import { buildInputs } from './build-inputs.ts';
import { hashOfFiles } from './hash-of.ts';

const ARTICLES = 'content/guidance';

/**
 * The key of each public article, by its id: a hash of its own folder, of what its page shows of other articles, and of all that is no
 * article: code, other content, settings, the day, the state of each round. Empty where content cannot be read: the build says why.
 */
export function articleKeys(root: string, now: Date = buildInstant()): Map<string, string> {
  const folders = Map.groupBy(globSync(`${ARTICLES}/*/**`, { cwd: root, dot: true }), (file) => file.split('/')[2]!);
  try {
    const shared = [buildInputs(root, { now, ignore: [`${ARTICLES}/**`] }), ...roundStates(root, now)].join(' ');
    const articles = [...folders.keys()]
      .map((id) => placed(root, id))
      .filter((article) => isPublic(article, contentDay(now)));
    const others = around(articles.sort(byPlace));
    const keyOf = (id: string) =>
      hashOfFiles(root, folders.get(id)!)
        .update(JSON.stringify([shared, others.get(id)]))
        .digest('hex');
    return new Map(articles.map(({ id }) => [id, keyOf(id)]));
  } catch {
    return new Map();
  }
}

/** Every page shows one, as it is at the instant of the build. */
function roundStates(root: string, now: Date): string[] {
  const read = (file: string) => parse(readFileSync(join(root, file), 'utf8')) as WrittenRound;
  const files = globSync('content/rounds/*.yaml', { cwd: root }).sort();
  return files.map((file) => roundState(toRound(file, read(file)), now));
}

/** The words of a field of the frontmatter. Nothing but these is asked of it here, and a parser takes a second for a thousand articles. */
const words = (field: string) => field.match(/[^\s,'"[\]{}]*[\p{L}\d][^\s,'"[\]{}]*/gu) ?? [];

/** What the frontmatter says of an article's place; its title as it is written there. */
function placed(root: string, id: string): Placed {
  const text = readFileSync(join(root, ARTICLES, id, 'index.mdx'), 'utf8');
  const frontmatter = /^---\r?\n([\s\S]*?)\n---/.exec(text)?.[1] ?? '';
  const fields = new Map(frontmatter.split(/\n(?=\S)/).map((field) => [/^\w*/.exec(field)![0], field]));
  const wordsOf = (name: string) => words(fields.get(name) ?? '').slice(1);
  const [next] = wordsOf('next');
  const data = {
    title: fields.get('title') ?? '',
    stage: wordsOf('stage')[0] as Placed['data']['stage'],
    order: Number(wordsOf('order')[0]),
    published: new Date(wordsOf('published')[0] ?? ''),
    draft: wordsOf('draft')[0]?.toLowerCase() === 'true',
    related: wordsOf('related').map((other) => ({ id: other })),
    next: next === undefined ? undefined : { id: next },
  };
  return { id, data };
}
