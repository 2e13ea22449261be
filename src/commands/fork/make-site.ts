import { posix } from 'node:path';
import { parseDocument } from 'yaml';
import { zoneWords } from '#forms/dates/zoned-time.ts';
import type { SiteConfig } from '#src/site-schema.ts';
import { slugFrom } from '../article-template.ts';
import { type Answers, inSentenceOf } from './answers.ts';
import { engineRecord } from './places.ts';
import { withoutRounds } from './without-rounds.ts';

/** Files by path. Text is a string. */
export type Files = ReadonlyMap<string, string | Buffer>;

/** Fewest steps of a path: src/schemas/path.ts. */
const PATH_MIN = 3;

/** The articles of the starter that a new site begins with. */
export const starterArticles = ['what-mentoring-is', 'first-meeting', 'mentor-first-steps'];

/** Names of the starter, which has both schemes, with those of the new site. The longest come first, because some contain others. */
export function renames(from: SiteConfig, to: Answers): [from: string, to: string][] {
  const mentoring = from.schemes.mentoring!;
  const question = from.schemes.question!;
  const domain = to.mailDomains[0]!;
  return (
    [
      [from.name, to.name],
      [mentoring.name, to.scheme],
      [mentoring.shortName, shortSchemeName(to.scheme)],
      [mentoring.page, slugFrom(to.scheme)],
      [question.name, to.oneMeeting],
      [question.shortName, to.oneMeeting],
      [question.page, slugFrom(to.oneMeeting)],
      [from.contacts.team, to.team],
      [slugFrom(from.contacts.team), slugFrom(to.team)],
      [zoneWords(from.timeZone), zoneWords(to.timeZone)],
      ...from.students.mailDomains.toReversed().map((each) => [each, domain]),
      [from.organisation.shortName, to.shortName],
    ] as [string, string][]
  ).sort(([one], [other]) => other.length - one.length);
}

/** "Peer Mentoring Programme" is "Peer Mentoring" before the title of a round. */
const shortSchemeName = (name: string) => name.replace(/ (Scheme|Programme|Program)$/, '');

/** Returns a text of the starter with the names of the new site. @param isProse true where the university's name stands within sentences */
export function renamed(text: string, from: SiteConfig, to: Answers, isProse: boolean): string {
  const { within, first } = inSentenceOf(to);
  const university = from.organisation.name;
  const withUniversity = isProse
    ? text
        .replace(new RegExp(`(^|[.!?:]\\s+|\\n|["'>])${university}`, 'g'), (_, before: string) => before + first)
        .replaceAll(university, within)
    : text.replaceAll(university, to.university);
  // In one pass, so that no new name is taken for one of the starter.
  const names = renames(from, to);
  const pattern = new RegExp(names.map(([name]) => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|'), 'g');
  const meant = new Map(names);
  return withUniversity.replace(pattern, (name) => meant.get(name)!);
}

/** Replaces the first entry of a name at an indent. @throws when the starter does not have it as expected */
function setEntry(config: string, indent: number, name: string, present: string, value: string): string {
  const pattern = new RegExp(`(\\n {${indent}}${name}:\\s+)${present}`);
  if (!pattern.test(config)) throw new Error(`The starter's configuration has no entry "${name}" like ${present}.`);
  return config.replace(pattern, (_, before: string) => before + value);
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Returns the text of the new site's configuration. */
export function configuration(config: string, from: SiteConfig, to: Answers): string {
  const { within } = inSentenceOf(to);
  const [, letters = '', digits = ''] = /^([A-Za-z]*)(\d+)$/.exec(to.studentNumber)!;
  const number = `/${letters === '' ? '' : `(?:${letters.toLowerCase()})?`}(\\d{${digits.length}})/`;
  const example = letters.toLowerCase() + digits;
  const [text, list] = ["'.*'", String.raw`\[.*\]`];
  const entries: [indent: number, name: string, present: string, value: string][] = [
    [2, 'name', text, quoted(to.name)],
    [2, 'description', text, quoted(`Mentoring for students and recent graduates of ${within}.`)],
    [2, 'url', text, quoted(to.url)],
    [2, 'language', text, quoted(to.language)],
    [2, 'timeZone', text, quoted(to.timeZone)],
    [2, 'country', text, quoted(to.country)],
    ...(to.country === from.country ? [] : [[2, 'examplePhones', text, "''"] as [number, string, string, string]]),
    [4, 'name', text, quoted(to.university)],
    [4, 'inSentence', text, quoted(within)],
    [4, 'shortName', text, quoted(to.shortName)],
    [4, 'legal', text, "''"],
    [4, 'address', list, '[]'],
    [4, 'phones', list, '[]'],
    [4, 'graduateYears', String.raw`\d+`, String(to.graduateYears)],
    [4, 'mailDomains', list, `[${to.mailDomains.map(quoted).join(', ')}]`],
    [4, 'exampleEmail', text, quoted(`${example}@${to.mailDomains[0]!}`)],
    [6, 'pattern', '/.*/', number],
    [6, 'kept', text, quoted(`${letters.toLowerCase()}$1`)],
    [6, 'example', text, quoted(example)],
    [4, 'links', list, '[]'],
    [2, 'articles', String.raw`\{[\s\S]*?\n  \}`, `{ mentors: 'mentor-first-steps' }`],
  ];
  const named = renamed(config, from, to, false).replace(/\n\/\*\*[\s\S]*?\*\/\nexport/, `\n${heading}\nexport`);
  return entries
    .reduce((all, [indent, name, present, value]) => setEntry(all, indent, name, present, value), named)
    .replace("'#src/site-schema.ts'", "'./site-schema.ts'");
}

const heading = `/**
 * What makes this site ours: names, contacts, schemes, links, menu. \`site-schema.ts\` says what each entry may hold, and \`npm run check\` what of it
 * cannot be used. An entry that is left empty is not shown anywhere.
 */`;

/** Returns the first round, as an example whose dates the team replaces. */
function firstRound(today: Date): { path: string; text: string } {
  const dayAfter = (days: number) => new Date(today.getTime() + days * 86_400_000).toISOString().slice(0, 10);
  const year = dayAfter(14).slice(0, 4);
  return {
    path: `content/rounds/${year}-first.yaml`,
    text: `# Example data: replace the title and the dates with your own, and take out "example".
title: First round ${year}
opens: ${dayAfter(14)}T09:00
closes: ${dayAfter(70)}T23:59
decisionBy: ${dayAfter(91)}
cycleStarts: ${dayAfter(98)}
cycleEnds: ${dayAfter(210)}
example: true
`,
  };
}

/** Returns an article of the starter as the new site's own: written today, and naming no article that the site does not have. */
function article(text: string, today: Date): string {
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text)!;
  const fields = parseDocument(head);
  const related = (fields.toJS() as { related?: string[] }).related ?? [];
  const known = related.filter((id) => starterArticles.includes(id));
  if (known.length > 0) fields.set('related', fields.createNode(known, { flow: true }));
  else fields.delete('related');
  const next = fields.get('next');
  if (typeof next !== 'string' || !starterArticles.includes(next)) fields.delete('next');
  const day = today.toISOString().slice(0, 10);
  fields.set('published', day);
  fields.set('lastReviewed', day);
  fields.set('reviewBy', new Date(today.getTime() + 365 * 86_400_000).toISOString().slice(0, 10));
  return `---\n${fields.toString({ lineWidth: 0, flowCollectionPadding: false })}---\n${body}`;
}

/** Returns the ids of topics that these articles have. */
const topicsOf = (articles: readonly string[]) =>
  new Set(articles.flatMap((text) => /^topics: \[(.*)\]$/m.exec(text)?.[1]?.split(/,\s*/) ?? []));

/** Returns a tool or a path of the starter that names only articles of the new site; undefined for a path with too few of them. */
function withoutMissingArticles(path: string, text: string): string | undefined {
  const data = parseDocument(text);
  const content = data.toJS() as { articles?: string[]; steps?: { article: string }[] };
  if (content.articles) {
    const known = content.articles.filter((id) => starterArticles.includes(id));
    const named = known.length > 0 ? known : ['first-meeting'];
    data.set('articles', data.createNode(named, { flow: true }));
  }
  if (content.steps) {
    const known = content.steps.filter(({ article }) => starterArticles.includes(article));
    if (known.length < PATH_MIN) return undefined;
    data.set('steps', data.createNode(known));
  }
  return path.startsWith('content/paths/') || content.articles ? data.toString({ lineWidth: 0 }) : text;
}

/** Returns a mail of the starter whose links to articles that the new site has not lead to all articles. */
const mail = (text: string) =>
  text.replace(/\/guidance\/([a-z0-9-]+)\//g, (link, id: string) =>
    starterArticles.includes(id) ? link : '/guidance/',
  );

/** Folders and files of the starter's content that a new site does not take, because it has its own or none. */
const left = /^content\/(rounds\/|facts\/|questions\/|redirects\.yaml|search-synonyms\.yaml)/;

/**
 * Returns the files of a new site from those of the starter.
 * @param from the starter's configuration
 */
export function makeSite(
  starter: Files,
  from: SiteConfig,
  to: Answers,
  version: string,
  today: Date,
): Map<string, string | Buffer> {
  const made = new Map<string, string | Buffer>();
  const articles = starterArticles.map((id) => String(starter.get(`content/guidance/${id}/index.mdx`)));
  const topics = topicsOf(articles);
  const team = slugFrom(from.contacts.team);
  for (const [path, found] of starter) {
    const bytes = to.rounds || typeof found !== 'string' ? found : withoutRounds(path, found);
    const [, collection = '', id = ''] = /^content\/([^/]+)\/([^/.]+)/.exec(path) ?? [];
    if (path === 'site.config.ts') made.set('src/site.config.ts', configuration(String(bytes), from, to));
    if (!/^(content|public)\//.test(path) || left.test(path)) continue;
    if (collection === 'guidance' && !starterArticles.includes(id)) continue;
    if (collection === 'topics' && !topics.has(id)) continue;
    if (collection === 'people' && id !== team) continue;
    if (typeof bytes !== 'string') {
      made.set(path, bytes);
      continue;
    }
    const fitting =
      collection === 'guidance' && posix.basename(path) === 'index.mdx'
        ? article(bytes, today)
        : /^content\/(tools|paths)\//.test(path)
          ? withoutMissingArticles(path, bytes)
          : collection === 'mail'
            ? mail(bytes)
            : bytes;
    if (fitting === undefined) continue;
    made.set(renamed(path, from, to, false), renamed(fitting, from, to, /\.mdx?$/.test(path)));
  }
  if (to.rounds) {
    const round = firstRound(today);
    made.set(round.path, round.text);
  }
  made.set(engineRecord.path, engineRecord.text(version));
  return made;
}
