import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { formIds } from '#forms/form.ts';
import { formPath, hasRounds } from '#forms/scheme-paths.ts';
import { outline, type OutlinePart } from '../../queries/outline.ts';
import { stages } from '../../schemas/taxonomy.ts';
import { site } from '#site';
import { root, siteRoot } from '../root.ts';
import { nodesOf, parseBody, textOf } from './document.ts';
import { type ContentFile, filesOf } from './files.ts';

export const collections = ['facts', 'guidance', 'pages', 'paths', 'people', 'rounds', 'tools', 'topics'] as const;
export type Collection = (typeof collections)[number];

/** Everything that a rule may need besides the file that it checks. */
export interface Library {
  today: Date;
  files: Record<Collection, ContentFile[]>;
  /** Names of the components that an article and a standing page can use. */
  components: { guidance: string[]; pages: string[] };
  figures: string[];
  /** Component → names of its props. */
  values: Map<string, string[]>;
  /** Ids of articles that another public article links to. */
  linked: Set<string>;
  /** Title of a tip in lower case → the first article that has it. /tips/ lists all tips. */
  tips: Map<string, string>;
  /** Address on the site → ids that a link to it may name; undefined when they are known only after the build. */
  places: Map<string, Set<string> | undefined>;
  /** True when this path from the folder that holds `content/` exists. */
  exists: (path: string) => boolean;
}

/** Reads all of `content/`, and the components and addresses of the site. */
export function readLibrary(today: Date): Library {
  const files = Object.fromEntries(collections.map((name) => [name, filesOf(name)])) as Library['files'];
  return {
    today,
    files,
    components: {
      guidance: keysOf('articleComponents', 'src/components/article/mdx.ts'),
      pages: keysOf('pageComponents', 'src/components/article/mdx.ts'),
    },
    values: new Map(
      globSync('src/components/{article/,}*.astro', { cwd: root }).map((path) => [
        basename(path, '.astro'),
        propsOf(path),
      ]),
    ),
    figures: keysOf('figures', 'src/components/article/Figure.astro'),
    linked: new Set(files.guidance.filter((file) => !isHidden(file, today)).flatMap(linkedFrom)),
    tips: new Map(
      [...files.guidance].reverse().flatMap(({ id, body }) => tipTitles(body).map((title) => [title, id] as const)),
    ),
    places: new Map([
      ...builtIn(),
      ...articles(files.guidance),
      ...topics(files.topics),
      ...paths(files.paths),
      ...tools(files.tools),
      ...pages(files.pages),
    ]),
    exists: (path) => existsSync(join(siteRoot, path)),
  };
}

/** True for an article that is not public yet: a draft, or one with a future date. */
export function isHidden({ data }: ContentFile, today: Date): boolean {
  const { draft, published } = data as { draft?: unknown; published?: string };
  return draft === true || (published !== undefined && new Date(published) > today);
}

function linkedFrom({ id, data, body }: ContentFile): string[] {
  const { next, related } = data as { next?: unknown; related?: unknown };
  const inText = [...body.matchAll(/\/guidance\/([a-z0-9-]+)\//g)].map(([, slug]) => slug!);
  const named = [next, ...(Array.isArray(related) ? (related as unknown[]) : [])].map(String);
  return [...inText, ...named].filter((other) => other !== id);
}

type TargetList = [address: string, ids: Set<string> | undefined][];

/** Returns the addresses of pages and files made by code, of the forms' pages, and of the files in `public/`. */
function builtIn(): TargetList {
  const byStage = new Set<string>(stages);
  const known: Record<string, Set<string>> = { '/guidance/': byStage, '/tips/': byStage };
  const fromCode = globSync('**/*.{astro,ts}', { cwd: join(root, 'src/pages'), ignore: ['**/[[]*', '**/[[]*/**'] }).map(
    (path) => {
      const route = `/${path.replace(/\.(astro|ts)$/, '').replace(/(^|\/)index$/, '')}`;
      return path.endsWith('.ts') ? route : `${route}/`.replace('//', '/');
    },
  );
  const publicFiles = globSync('**/*', { cwd: join(siteRoot, 'public'), dot: true }).map((path) => `/${path}`);
  const ofForms = formIds.flatMap((form) => formPath(form) ?? []);
  const calendar = hasRounds ? ['/dates.ics'] : [];
  // The server's page on which people have a new link sent to them.
  return [...fromCode, ...ofForms, ...calendar, '/my/', ...publicFiles].map((address) => [address, known[address]]);
}

const articles = (files: readonly ContentFile[]): TargetList =>
  files.flatMap(({ id, body }): TargetList => [
    [`/guidance/${id}/`, idsIn(body)],
    [`/guidance/${id}.md`, new Set()],
  ]);

function idsIn(body: string): Set<string> | undefined {
  const parts = partsOf(body);
  return parts && new Set([...parts.flatMap((part) => [part.id, ...part.tips.map(({ id }) => id)]), 'try-it-now']);
}

/** Returns the titles of an article's tips in lower case. */
export const tipTitles = (body: string): string[] =>
  (partsOf(body) ?? []).flatMap(({ tips }) => tips.map(({ title }) => title.toLowerCase()));

/** Returns the parts of a text; undefined where one of them cannot be read. */
export function partsOf(body: string): OutlinePart[] | undefined {
  try {
    return outline(body);
  } catch {
    // The rule `parts` reports what is wrong with them.
    return undefined;
  }
}

const topics = (files: readonly ContentFile[]): TargetList =>
  files.map(({ id }) => [`/guidance/topics/${id}/`, undefined]);

/** Returns the addresses of the reading paths. */
const paths = (files: readonly ContentFile[]): TargetList => files.map(({ id }) => [`/guidance/for/${id}/`, undefined]);

/** Returns the addresses of tools, and of their list where there are any. */
const tools = (files: readonly ContentFile[]): TargetList =>
  [...(files.length > 0 ? [''] : []), ...files.map(({ id }) => `${id}/`)].map((path) => [`/tools/${path}`, undefined]);

/** Returns the addresses of standing pages, with the ids of their headings. A page that only appears inside others has no address. */
const pages = (files: readonly ContentFile[]): TargetList =>
  files
    .filter(({ data }) => (data as { standalone?: unknown }).standalone !== false)
    .map((file) => {
      const read = parseBody(file);
      const headings = 'tree' in read ? nodesOf(read.tree, 'heading') : [];
      const beside = [site.schemes.mentoring?.page, site.schemes.mentors?.page].includes(file.id) ? besideSchemes : [];
      return [`/${file.id}/`, new Set([...headings.map(({ node }) => anchorOf(textOf(node))), ...beside])];
    });

/** Ids of the cards that the pages of the schemes have beside their text. */
const besideSchemes = ['dates'];

/** Returns the id that the site gives a Markdown heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

/**
 * Returns the keys of an object in a source file that only Astro can load.
 * @throws when the file has no such object
 */
function keysOf(object: string, path: string): string[] {
  const source = readFileSync(join(root, path), 'utf8');
  const [, entries] = new RegExp(`const ${object} = \\{([^}]*)\\}`).exec(source) ?? [];
  if (entries === undefined)
    throw new Error(`${path} has no object "${object}", from which the content check takes its names.`);
  const keys = entries.split(',').map((entry) => entry.split(':')[0]!.replaceAll("'", '').trim());
  return keys.filter(Boolean);
}

/** Returns the names of a component's props. */
function propsOf(path: string): string[] {
  const [, props = ''] = /interface Props[^{]*\{([\s\S]*?)\n\}/.exec(readFileSync(join(root, path), 'utf8')) ?? [];
  return [...props.matchAll(/^ +(\w+)\??:/gm)].map(([, name]) => name!);
}
