import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { globSync } from 'tinyglobby';

/** Folder of the built site under test. */
export const folder = process.env['SITE_FOLDER'] ?? 'dist';

/** One built page. */
export interface Page {
  /** Its address on the site: `/guidance/`. */
  path: string;
  /** Its file within the folder. */
  file: string;
}

/** Every page of the built site, in order of address. */
export const pages: readonly Page[] = globSync('**/*.html', { cwd: folder })
  .map((file) => ({ file, path: `/${file.replace(/(^|\/)index\.html$/, '$1')}` }))
  .sort((a, b) => a.path.localeCompare(b.path));

export const isArticle = ({ path }: Page): boolean => /^\/guidance\/(?!topics\/)[^/]+\/$/.test(path);

/** A page of each template, for what depends on the template and not on the words. */
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

/** The elements and classes of a page: what its style sheet may draw in a way of its own. */
function drawnOn(page: Page): Set<string> {
  const html = htmlOf(page);
  const elements = [...html.matchAll(/<[a-z][\w-]*/g)].map(([element]) => element);
  const classes = [...html.matchAll(/\sclass="([^"]*)"/g)].flatMap(([, names]) => names!.split(/\s+/));
  return new Set([...elements, ...classes]);
}

/** The templates, and each page that draws an element or a class that no page before it does: together they show all there is to see. */
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

/** Bytes that travel for a file of the site, by its address: its brotli twin where there is one. */
export function bytesOf(path: string): number {
  const file = join(folder, path.endsWith('/') ? `${path}index.html` : path);
  return readFileSync(existsSync(`${file}.br`) ? `${file}.br` : file).length;
}

/** Addresses of every script that a page runs as it loads: those it names, and what they import before they run. */
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

/** What stands between the tags of a piece of HTML, white space folded, without scripts, styles and drawings. */
export function textOf(html: string): string {
  return html
    .replace(/<(script|style|svg)\b[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
