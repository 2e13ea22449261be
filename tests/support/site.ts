import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { globSync } from 'tinyglobby';

/** Folder of the built site under test. */
export const folder = process.env['SITE_FOLDER'] ?? 'dist';

/** One built page. */
export interface Page {
  /** Path on the site: `/guidance/`. */
  path: string;
  /** File within the folder. */
  file: string;
}

/** Every page of the built site, in order of path. */
export const pages: readonly Page[] = globSync('**/*.html', { cwd: folder })
  .map((file) => ({ file, path: `/${file.replace(/(^|\/)index\.html$/, '$1')}` }))
  .sort((a, b) => a.path.localeCompare(b.path));

export const isArticle = ({ path }: Page): boolean => /^\/guidance\/(?!topics\/)[^/]+\/$/.test(path);

/** One page of each template, for tests that do not depend on the text. */
export const templates: readonly Page[] = [
  ...new Map(pages.toReversed().map((page) => [templateOf(page), page])).values(),
].toReversed();

function templateOf(page: Page): string {
  if (isArticle(page)) return 'article';
  return page.path
    .replace(/^(\/guidance\/topics\/).+/, '$1')
    .replace(/^(\/tools\/)(?!meeting-times).+/, '$1sheet')
    .replace(/^\/(about|contact|accessibility|cookies|privacy)\/$/, 'standing');
}

/** Returns the elements and classes of a page, which its style sheet can select. */
function drawnOn(page: Page): Set<string> {
  const html = htmlOf(page);
  const elements = [...html.matchAll(/<[a-z][\w-]*/g)].map(([element]) => element);
  const classes = [...html.matchAll(/\sclass="([^"]*)"/g)].flatMap(([, names]) => names!.split(/\s+/));
  return new Set([...elements, ...classes]);
}

/** The templates, and each page with an element or a class that no earlier page has. */
export function samplePages(): readonly Page[] {
  const seen = new Set(templates.flatMap((page) => [...drawnOn(page)]));
  const others = pages.filter((page) => {
    const before = seen.size;
    for (const each of drawnOn(page)) seen.add(each);
    return seen.size > before;
  });
  return [...templates, ...others];
}

export const htmlOf = ({ file }: Page): string => readFileSync(join(folder, file), 'utf8');

/** Returns the transferred bytes of a file by its path: those of its brotli version if there is one. */
export function bytesOf(path: string): number {
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
  return readFileSync(existsSync(`${file}.br`) ? `${file}.br` : file).length;
}

/** Returns the paths of all scripts that a page runs as it loads: its own, and their static imports. */
export function scriptsOf(path: string): string[] {
  const found = new Set<string>();
  const follow = (script: string) => {
    if (found.has(script)) return;
    found.add(script);
    const code = readFileSync(join(folder, script), 'utf8');
    for (const [, name] of code.matchAll(/\b(?:import|export)\b[^;"'()]*["']([^"']+\.js)["']/g))
      follow(posix.join(posix.dirname(script), name!));
  };
  const html = readFileSync(join(folder, path, 'index.html'), 'utf8');
  for (const [, script] of html.matchAll(/<script[^>]*\bsrc="([^"]+)"/g)) follow(script!);
  return [...found];
}

/** Returns the address of a built script by its source's name. Throws if there is none, as a test would then block nothing. */
export function scriptNamed(name: string): RegExp {
  const [file, ...others] = globSync(`_astro/${name}.*.js`, { cwd: folder });
  if (file === undefined || others.length > 0)
    throw new Error(`${others.length + (file ? 1 : 0)} built scripts are named ${name}.`);
  return new RegExp(file.replaceAll('.', String.raw`\.`));
}

/** Returns the text of some HTML, white space folded, without scripts, styles and drawings. */
export function textOf(html: string): string {
  return html
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
