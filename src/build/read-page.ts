import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Parser } from 'htmlparser2';
import { globSync } from 'tinyglobby';
import type { HeadingEnd } from '../search/index/questions.ts';
import { SEARCHED, sectionOf, UNSEARCHED, WHOLE_PAGE } from '../search/markup.ts';
import { linkReader, type PageLink } from './page-links.ts';

/** What the steps after Astro need from a built page. */
export interface BuiltPage {
  /** Path within the site's folder. */
  file: string;
  html: string;
  /** The page's canonical address; missing when search engines must not list it. */
  canonical?: string;
  /** The first date on the page, like `2026-11-29`. On an article, it is the day of its review. */
  reviewed?: string;
  /** The words of the page's own social card; missing when it uses the site's card. */
  card?: { title: string; answer: string };
  /** The searched text, everyday words included; missing when the page is not searched. */
  searched?: string;
  /** Ends of the searched headings that have an id, and of the title. */
  headings: HeadingEnd[];
  /** Bodies of the inline scripts and styles that the browser runs or applies. */
  scripts: string[];
  styles: string[];
  /** Ids and named anchors, which a link's fragment can name. */
  ids: Set<string>;
  links: readonly PageLink[];
}

const [body] = Object.keys(SEARCHED) as [string];
const [ignored] = Object.keys(UNSEARCHED) as [string];

/** Elements that Pagefind leaves out by default (pagefind.app: Removing individual elements from the index). */
const unread = new Set(['footer', 'form', 'iframe', 'label', 'nav', 'noscript', 'svg', 'template']);

/** Elements that do not separate words: "<b>in</b>side" is one word. */
const inline = new Set('a abbr b cite code em i mark q small span strong sub sup'.split(' '));

const isHeading = (name: string) => /^h[1-6]$/.test(name);

/** True for an inline script that runs, not for one with an address or a data type. */
const runs = ({ src, type }: Record<string, string>) => src === undefined && (type === undefined || type === 'module');

/** Reads every page of a built site, in the order of their files. */
export function* readPages(dist: string): Generator<BuiltPage> {
  for (const file of globSync('**/*.html', { cwd: dist }).sort())
    yield readPage(file, readFileSync(join(dist, file), 'utf8'));
}

export function readPage(file: string, html: string): BuiltPage {
  const reader = linkReader();
  const page: BuiltPage = { file, html, headings: [], scripts: [], styles: [], ids: new Set(), links: reader.links };
  const properties = new Map<string, string>();
  const text: string[] = [];
  let depth = 0;
  /** Depth of the searched element, and of an unsearched one inside it. */
  let bodyAt: number | undefined;
  let ignoredAt: number | undefined;
  /** The list that takes the text of the open script or style; null when the text is not needed. */
  let code: string[] | null | undefined;
  /** The section that the open heading names. */
  let heading: string | undefined;
  const parser = new Parser({
    onopentag(name, attributes) {
      reader.openTag(name, attributes);
      depth += 1;
      if (attributes['id'] !== undefined) page.ids.add(attributes['id']);
      if (name === 'a' && attributes['name'] !== undefined) page.ids.add(attributes['name']);
      if (attributes[body] !== undefined) {
        bodyAt ??= depth;
        page.searched ??= '';
      }
      if (attributes[ignored] !== undefined || unread.has(name)) ignoredAt ??= depth;
      if (bodyAt !== undefined && ignoredAt === undefined) {
        if (!inline.has(name)) text.push(' ');
        if (attributes['data-also'] !== undefined) text.push(`\n${attributes['data-also']}\n`);
        if (name === 'h1') heading = WHOLE_PAGE;
        else if (isHeading(name) && attributes['id'] !== undefined) heading = sectionOf(attributes['id']);
      }
      if (name === 'script') code = runs(attributes) ? page.scripts : null;
      else if (name === 'style') code = page.styles;
      else if (name === 'meta') properties.set(attributes['property'] ?? '', attributes['content'] ?? '');
      else if (name === 'link' && attributes['rel'] === 'canonical') page.canonical ??= attributes['href'] ?? '';
      else if (name === 'time' && attributes['datetime']?.length === '2026-11-29'.length)
        page.reviewed ??= attributes['datetime'];
      if (code) code.push('');
    },
    ontext(data) {
      reader.text(data);
      if (code) code.push((code.pop() ?? '') + data);
      else if (code === undefined && bodyAt !== undefined && ignoredAt === undefined) text.push(data);
    },
    onclosetag(name) {
      reader.closeTag(name);
      if (name === 'script' || name === 'style') code = undefined;
      if (isHeading(name) && heading !== undefined) {
        page.headings.push({ section: heading, end: parser.endIndex + 1 });
        heading = undefined;
      }
      if (bodyAt !== undefined && ignoredAt === undefined && !inline.has(name)) text.push(' ');
      if (bodyAt === depth) bodyAt = undefined;
      if (ignoredAt === depth) ignoredAt = undefined;
      depth -= 1;
    },
  });
  parser.end(html);
  const [title, answer] = [properties.get('og:title'), properties.get('og:image:alt')];
  if (title !== undefined && answer !== undefined) page.card = { title, answer };
  if (page.searched !== undefined) page.searched = text.join('');
  return page;
}
