import { parseDocument, visit } from 'yaml';
import { zoneWords } from '#forms/dates/zoned-time.ts';
import { reservedPages, type SiteConfig } from '#src/site-schema.ts';
import { slugFrom } from '../article-template.ts';
import { type SetUpAnswers, inSentenceOf, numberParts, teamInSentenceOf } from './answers.ts';
import { engineRecord } from './places.ts';
import {
  fresh,
  isLeft,
  onlyTools,
  type Variation,
  vary,
  varyTasks,
  withoutContactForm,
  withoutMentoring,
  withoutMentors,
  withoutQuestion,
  withoutRounds,
} from './variations.ts';

/** Files by path: a text as a string, any other file as its bytes. */
export type NewSiteFiles = ReadonlyMap<string, string | Buffer>;

/** The articles of the starter that a new site begins with, and those of them that forms lead to. */
function starterArticles({ scheme, mentors }: Pick<SetUpAnswers, 'scheme' | 'mentors'>): {
  all: readonly string[];
  led: Readonly<Record<string, string>>;
} {
  const [all, forMentors] =
    scheme === undefined
      ? [['what-mentoring-is', 'one-off-meeting', 'listening-well'], 'listening-well']
      : [['what-mentoring-is', 'first-meeting', 'mentor-first-steps'], 'mentor-first-steps'];
  return {
    all,
    led: { ...(mentors && { mentors: forMentors }), ...(scheme === undefined && { question: 'one-off-meeting' }) },
  };
}

/** Returns the variations that turn the starter, which has everything, into the new site. They are applied in this order, each to the texts that the one before it returned. */
const variationsOf = (to: SetUpAnswers): Variation[] => [
  fresh,
  ...(to.oneMeeting === undefined ? [withoutQuestion] : []),
  ...(to.scheme === undefined ? [withoutMentoring] : to.rounds ? [] : [withoutRounds]),
  ...(to.mentors ? [] : [withoutMentors(to)]),
  ...(to.contactForm ? [] : [withoutContactForm]),
  onlyTools(to.tools),
];

/**
 * Names of the starter, which has both schemes, with those of the new site. The longest come first, because some contain others.
 * @param isAsked true for the words in which people ask, who type names in small letters
 */
function renames(from: SiteConfig, to: SetUpAnswers, isAsked: boolean): [from: string, to: string][] {
  const mentoring = from.schemes.mentoring!;
  const question = from.schemes.question!;
  const domain = to.mailDomains[0]!;
  const { scheme, oneMeeting } = to;
  const names: [string, string][] = [
    [from.name, to.name],
    [from.contacts.team, to.team],
    [slugFrom(from.contacts.team), slugFrom(to.team)],
    [zoneWords(from.timeZone), zoneWords(to.timeZone)],
    [from.contacts.emergency, to.emergency],
    ...from.students.mailDomains.toReversed().map((each): [string, string] => [each, domain]),
    [from.organisation.shortName, to.shortName],
  ];
  if (scheme !== undefined) {
    const short = shortSchemeName(scheme);
    names.push([mentoring.name, scheme], [mentoring.page, to.schemePage], [mentoring.shortName, short]);
    if (isAsked) names.push([mentoring.shortName.toLowerCase(), short.toLowerCase()]);
  }
  if (oneMeeting !== undefined) {
    names.push([question.name, oneMeeting], [question.page, to.oneMeetingPage], [question.shortName, oneMeeting]);
    if (isAsked) names.push([question.name.toLowerCase(), oneMeeting.toLowerCase()]);
  }
  return names.sort(([one], [other]) => other.length - one.length);
}

/** "Peer Mentoring Programme" is "Peer Mentoring" before the title of a round. */
const shortSchemeName = (name: string) => name.replace(/ (Scheme|Programme|Program)$/, '');

type Rename = (text: string) => string;

/** The kind of a text, which decides how names are written in it. `tasks` are the tasks of the search, in the words that people type. */
type Kind = 'label' | 'prose' | 'tasks';

/** Returns a function that replaces the starter's names in a text by those of the new site. */
function renamer(from: SiteConfig, to: SetUpAnswers, kind: Kind): Rename {
  const [university, team] = [inSentenceOf(to), teamInSentenceOf(to)];
  const [theirs, theirTeam] = [from.organisation.name, from.contacts.team];
  /** Sources of patterns, with the name that replaces each match. Where several match, the first in this list counts. */
  const rules: [pattern: string, name: string][] = [
    [`\\bThe ${theirTeam}`, team.first],
    [`\\bthe ${theirTeam}`, team.within],
    // In the starter, "the" stands before the link with the name; in the new site, within the link, if the name has it.
    [`\\bThe \\[${theirTeam}`, `[${team.first}`],
    [`\\bthe \\[${theirTeam}`, `[${team.within}`],
    ...(kind === 'prose'
      ? ([
          [`(?<=^|[.!?:]\\s+|\n|["'>])${theirs}`, university.first],
          [theirs, university.within],
        ] satisfies [string, string][])
      : ([[theirs, to.university]] satisfies [string, string][])),
    ...renames(from, to, kind === 'tasks').map(([name, own]): [string, string] => [
      name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      own,
    ]),
  ];
  const pattern = new RegExp(rules.map(([source]) => `(${source})`).join('|'), 'g');
  // One pass, so that a new name that contains a name of the starter is not replaced again.
  return (text) =>
    text.replace(pattern, (...found: (string | undefined)[]) => rules[found.slice(1).findIndex(Boolean)]![1]);
}

/** Renames in the values of YAML, and quotes each as it needs it: a name may hold an apostrophe or a colon. */
function renamedYaml(text: string, rename: Rename): string {
  if (rename(text) === text) return text;
  const document = parseDocument(text);
  visit(document, {
    Scalar: (key, node) => {
      if (key !== 'key' && typeof node.value === 'string') node.value = rename(node.value);
    },
  });
  return document.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** Renames in an article, a page or a mail: in the fields of its head and in its text. */
function renamedText(text: string, rename: Rename): string {
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text)!;
  return `---\n${renamedYaml(head, rename).trimEnd()}\n---\n${rename(body)}`;
}

/** Replaces the first entry of a name at an indent. @throws when the starter does not have it as expected */
function setEntry(config: string, indent: number, name: string, present: string, value: string): string {
  const pattern = new RegExp(`(\\n {${indent}}${name}:\\s+)${present}`);
  if (!pattern.test(config)) throw new Error(`The starter's configuration has no entry "${name}" like ${present}.`);
  return config.replace(pattern, (_, before: string) => before + value);
}

const quoted = (text: string) => `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;

/** Returns the text of the new site's configuration. */
function configuration(config: string, from: SiteConfig, to: SetUpAnswers): string {
  const { within } = inSentenceOf(to);
  const example = to.studentNumber.toLowerCase();
  const [, shared = '', digits = '', initials = '', digitsAfter = ''] = numberParts.exec(example)!;
  const number = initials
    ? `/([a-z]{${initials.length}}\\d{${digitsAfter.length}})/`
    : `/${shared && `(?:${shared})?`}(\\d{${digits.length}})/`;
  const led = Object.entries(starterArticles(to).led).map(([form, id]) => `${form}: ${quoted(id)}`);
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
    [6, 'kept', text, quoted(`${shared}$1`)],
    [6, 'example', text, quoted(example)],
    [4, 'email', text, quoted(to.email)],
    [4, 'links', list, '[]'],
    [2, 'articles', String.raw`\{[\s\S]*?\n  \}`, `{ ${led.join(', ')} }`],
  ];
  const rename = renamer(from, to, 'label');
  const named = config
    .replace(/'((?:[^'\\\n]|\\.)*)'/g, (_, value: string) => quoted(rename(value)))
    .replace(/\/\*\*.*\*\//g, rename)
    .replace(/\n\/\*\*[\s\S]*?\*\/\nexport/, () => `\n${heading}\nexport`);
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

/** Returns an article of the starter as the new site's own: written today, and naming no article and no scheme that the site does not have. */
function article(text: string, articles: readonly string[], has: (address: string) => boolean, today: Date): string {
  const [, head = '', body = ''] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(text)!;
  const fields = parseDocument(head);
  const { related = [], services = [] } = fields.toJS() as { related?: string[]; services?: string[] };
  const known = {
    related: related.filter((id) => articles.includes(id)),
    services: services.filter((page) => has(`/${page}/`)),
  };
  for (const [name, ids] of Object.entries(known)) {
    if (ids.length > 0) fields.set(name, fields.createNode(ids, { flow: true }));
    else fields.delete(name);
  }
  const next = fields.get('next');
  if (typeof next !== 'string' || !articles.includes(next)) fields.delete('next');
  const day = today.toISOString().slice(0, 10);
  fields.set('published', day);
  fields.set('lastReviewed', day);
  fields.set('reviewBy', new Date(today.getTime() + 365 * 86_400_000).toISOString().slice(0, 10));
  return `---\n${fields.toString({ lineWidth: 0, flowCollectionPadding: false })}---\n${body}`;
}

/** Returns the ids of topics that these articles have. */
const topicsOf = (articles: readonly string[]) =>
  new Set(articles.flatMap((text) => /^topics: \[(.*)\]$/m.exec(text)?.[1]?.split(/,\s*/) ?? []));

/** Returns a tool of the starter that names only articles of the new site. */
function tool(text: string, articles: readonly string[]): string {
  const data = parseDocument(text);
  const known = (data.toJS() as { articles: string[] }).articles.filter((id) => articles.includes(id));
  // Each tool names one at least; the second article is about a meeting.
  data.set('articles', data.createNode(known.length > 0 ? known : [articles[1]], { flow: true }));
  return data.toString({ lineWidth: 0 });
}

/** Returns a mail of the starter whose links to articles that the new site has not lead to all articles. */
const mail = (text: string, articles: readonly string[]) =>
  text.replace(/\/guidance\/([a-z0-9-]+)\//g, (link, id: string) => (articles.includes(id) ? link : '/guidance/'));

/**
 * Returns the files of a new site from those of the starter.
 * @param from the starter's configuration
 */
export function makeSite(
  starter: NewSiteFiles,
  from: SiteConfig,
  to: SetUpAnswers,
  version: string,
  today: Date,
): Map<string, string | Buffer> {
  const variations = variationsOf(to);
  const { all: articles } = starterArticles(to);
  const topics = topicsOf(articles.map((id) => String(starter.get(`content/guidance/${id}/index.mdx`))));
  const team = slugFrom(from.contacts.team);
  const isTaken = (path: string): boolean => {
    const [, collection = '', id = ''] = /^content\/([^/]+)\/([^/.]+)/.exec(path) ?? [];
    if (collection === 'guidance') return articles.includes(id);
    if (collection === 'topics') return topics.has(id);
    if (collection === 'people') return id === team;
    return /^(content|public)\/|^site\.config\.ts$/.test(path) && !variations.some((each) => isLeft(each, path));
  };
  const taken = [...starter].filter(([path]) => isTaken(path));
  const pages = new Set(taken.map(([path]) => path));
  /** True for an address of a page, a sheet or a part of the engine that the new site has. */
  const has = (address: string) => {
    const [first = '', second = '', third = ''] = address
      .replace(/[#?].*/, '')
      .split('/')
      .filter(Boolean);
    // Reading paths stand at /guidance/for/, and each site makes its own.
    if (first === 'guidance' && second === 'for') return pages.has(`content/paths/${third}.yaml`);
    if (first === 'guidance' && second === 'topics') return topics.has(third);
    if (first === 'guidance' && second !== '') return articles.includes(second);
    if (first === 'tools') return second === '' ? to.tools.length > 0 : pages.has(`content/tools/${second}.yaml`);
    return first.includes('.') || reservedPages.includes(first) || pages.has(`content/pages/${first}.mdx`);
  };

  /** Returns a text that leads to no page, article or tool that the new site does not have. The names in it are replaced later. */
  const fitted = (path: string, text: string): string => {
    if (path.endsWith('/index.mdx')) return article(text, articles, has, today);
    if (path.startsWith('content/tools/')) return tool(text, articles);
    return path.startsWith('content/mail/') ? mail(text, articles) : text;
  };

  const [rename, renameProse] = [renamer(from, to, 'label'), renamer(from, to, 'prose')];
  const made = new Map<string, string | Buffer>();
  for (const [path, bytes] of taken) {
    if (typeof bytes !== 'string') {
      made.set(path, bytes);
      continue;
    }
    const varied = variations.reduce((text, each) => vary(each, path, text), bytes);
    const text = fitted(path, varied);
    if (path === 'site.config.ts') made.set('src/site.config.ts', configuration(text, from, to));
    else if (path === 'content/tasks.yaml')
      made.set(path, renamedYaml(varyTasks(variations, text, has), renamer(from, to, 'tasks')));
    else if (/\.ya?ml$/.test(path)) made.set(rename(path), renamedYaml(text, rename));
    else made.set(rename(path), /\.mdx?$/.test(path) ? renamedText(text, renameProse) : rename(text));
  }
  if (to.scheme !== undefined && to.rounds) {
    const round = firstRound(today);
    made.set(round.path, round.text);
  }
  made.set(engineRecord.path, engineRecord.text(version));
  return made;
}
