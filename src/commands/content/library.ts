import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { globSync } from 'tinyglobby';
import { formIds } from '#forms/form.ts';
import { formPath } from '#forms/scheme-paths.ts';
import { outline, type Part } from '../../queries/outline.ts';
import { stages } from '../../schemas/taxonomy.ts';
import { root } from '../root.ts';
import { nodesOf, parseBody, textOf } from './document.ts';
import { type ContentFile, filesOf } from './files.ts';

export const collections = ['facts', 'guidance', 'pages', 'paths', 'people', 'rounds', 'tools', 'topics'] as const;
export type Collection = (typeof collections)[number];

/** What a rule may need to know beside the file it looks at. */
export interface Library {
  today: Date;
  files: Record<Collection, ContentFile[]>;
  /** Names usable in an article and on a standing page. */
  components: { guidance: string[]; pages: string[] };
  figures: string[];
  /** Values that each part takes between < and >. */
  values: Map<string, string[]>;
  /** Articles that another public article leads to, in its text or after it. */
  linked: Set<string>;
  /** Each tip's title in small letters, with the first article that has it: /tips/ shows them all side by side. */
  tips: Map<string, string>;
  /** Every address of the site, with the ids a link may end in; undefined where only the built page knows them. */
  places: Map<string, Set<string> | undefined>;
  /** True when this file, named from the repository's root, exists. */
  exists: (path: string) => boolean;
}

/** All of `content/` as it stands on the disk, with what the site around it offers. */
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
    linked: new Set(files.guidance.filter((file) => !isHidden(file, today)).flatMap(leadsTo)),
    tips: new Map(
      [...files.guidance].reverse().flatMap(({ id, body }) => tipTitles(body).map((title) => [title, id] as const)),
    ),
    places: new Map([
      ...builtIn(),
      ...articles(files.guidance),
      ...topics(files.topics),
      ...tools(files.tools),
      ...pages(files.pages),
    ]),
    exists: (path) => existsSync(join(root, path)),
  };
}

/** Kept out of the site for now: a draft, or an article of a coming day. */
export function isHidden({ data }: ContentFile, today: Date): boolean {
  const { draft, published } = data as { draft?: unknown; published?: string };
  return draft === true || (published !== undefined && new Date(published) > today);
}

function leadsTo({ id, data, body }: ContentFile): string[] {
  const { next, related } = data as { next?: unknown; related?: unknown };
  const inText = [...body.matchAll(/\/guidance\/([a-z0-9-]+)\//g)].map(([, slug]) => slug!);
  const named = [next, ...(Array.isArray(related) ? (related as unknown[]) : [])].map(String);
  return [...inText, ...named].filter((other) => other !== id);
}

type Places = [address: string, ids: Set<string> | undefined][];

/** Pages with code of their own, those of forms, files made by code, and what is served as it lies. */
function builtIn(): Places {
  const byStage = new Set<string>(stages);
  const known: Record<string, Set<string>> = { '/guidance/': byStage, '/tips/': byStage };
  const fromCode = globSync('**/*.{astro,ts}', { cwd: join(root, 'src/pages'), ignore: ['**/[[]*', '**/[[]*/**'] }).map(
    (path) => {
      const route = `/${path.replace(/\.(astro|ts)$/, '').replace(/(^|\/)index$/, '')}`;
      return path.endsWith('.ts') ? route : `${route}/`.replace('//', '/');
    },
  );
  const asTheyLie = globSync('**/*', { cwd: join(root, 'public'), dot: true }).map((path) => `/${path}`);
  const ofForms = formIds.map(formPath);
  return [...fromCode, ...ofForms, ...asTheyLie].map((address) => [address, known[address]]);
}

const articles = (files: readonly ContentFile[]): Places =>
  files.flatMap(({ id, body }): Places => [
    [`/guidance/${id}/`, idsIn(body)],
    [`/guidance/${id}.md`, new Set()],
  ]);

function idsIn(body: string): Set<string> | undefined {
  const parts = partsOf(body);
  return parts && new Set([...parts.flatMap((part) => [part.id, ...part.tips.map(({ id }) => id)]), 'try-it-now']);
}

/** The titles of an article's tips, in small letters. */
export const tipTitles = (body: string): string[] =>
  (partsOf(body) ?? []).flatMap(({ tips }) => tips.map(({ title }) => title.toLowerCase()));

function partsOf(body: string): Part[] | undefined {
  try {
    return outline(body);
  } catch {
    // The article's own messages say what is wrong with its parts.
    return undefined;
  }
}

const topics = (files: readonly ContentFile[]): Places => files.map(({ id }) => [`/guidance/topics/${id}/`, undefined]);

const tools = (files: readonly ContentFile[]): Places => files.map(({ id }) => [`/tools/${id}/`, undefined]);

/** A page's ids are made from its headings; what hides in other pages has no address. */
const pages = (files: readonly ContentFile[]): Places =>
  files
    .filter(({ data }) => (data as { standalone?: unknown }).standalone !== false)
    .map((file) => {
      const read = parseBody(file);
      const headings = 'tree' in read ? nodesOf(read.tree, 'heading') : [];
      return [`/${file.id}/`, new Set(headings.map(({ node }) => anchorOf(textOf(node))))];
    });

/** The id that the site gives a Markdown heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .replace(/\s/g, '-');

/**
 * The keys of an object in a source file, which only Astro can load.
 * @throws when the file has no such object.
 */
function keysOf(object: string, path: string): string[] {
  const source = readFileSync(join(root, path), 'utf8');
  const [, entries] = new RegExp(`const ${object} = \\{([^}]*)\\}`).exec(source) ?? [];
  if (entries === undefined)
    throw new Error(`${path} has no object "${object}", from which the content check takes its names.`);
  const keys = entries.split(',').map((entry) => entry.split(':')[0]!.replaceAll("'", '').trim());
  return keys.filter(Boolean);
}

/** The names of a component's props, none where it declares none. */
function propsOf(path: string): string[] {
  const [, props = ''] = /interface Props[^{]*\{([\s\S]*?)\n\}/.exec(readFileSync(join(root, path), 'utf8')) ?? [];
  return [...props.matchAll(/^ +(\w+)\??:/gm)].map(([, name]) => name!);
}
