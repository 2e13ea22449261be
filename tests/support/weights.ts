import { brotliCompressSync, constants } from 'node:zlib';
import type { BrowserContext, Page as Tab } from '@playwright/test';
import { bytesOf, htmlOf, isArticle, scriptsOf, textOf, type Page } from './site.ts';

/** Bytes, compressed with brotli at its best, as they travel. The marks keep a page within the first round trip of a connection. */
export const marks = {
  article: 10_000,
  page: 12_000,
  tips: 40_000,
  script: 2_500,
  /** All scripts of a form's page until it can be filled in and sent; what comes when it is wanted is not in it. */
  form: 27_650,
  /** All scripts of a tool, the site's own among them; it offers what only they can do. */
  tool: 4_400,
  /** The page of the tool that holds every country and city with a clock of its own. */
  zones: 14_500,
  /** A page's bytes as a multiple of its visible text, both compressed; the longest articles are at 2.5, the shortest near this. */
  timesText: 3,
  /** Files that a page asks for before anyone touches it. */
  further: 3,
};

const compressed = (text: string) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;

/** Forms, and the page that confirms them, bring the scripts that keep an answer. */
export const isForm = ({ path }: Page): boolean => /\/(apply|ask-a-mentor|contact|sent)\/$/.test(path);

/** A page whose scripts are its purpose, beside those of forms. */
export const isTool = ({ path }: Page): boolean => /^\/tools\/.+/.test(path);

/** How many times the visible text of a page its bytes are, both compressed. */
export const timesText = (page: Page): number =>
  bytesOf(page.path) / compressed(textOf(/<body[\s\S]*<\/body>/.exec(htmlOf(page))![0]));

/** The most bytes of a page's own response; none for a form's page. */
export function markOf(page: Page): number | undefined {
  if (isForm(page)) return undefined;
  if (page.path === '/tips/') return marks.tips;
  if (page.path === '/tools/meeting-times/') return marks.zones;
  return isArticle(page) ? marks.article : marks.page;
}

/** All scripts that run as the page loads, in bytes. */
export const scriptBytes = (path: string): number => scriptsOf(path).reduce((sum, script) => sum + bytesOf(script), 0);

export interface Asked {
  path: string;
  type: string;
}

/** What else a page asks for before anyone touches it. */
export async function furtherRequests(context: BrowserContext, tab: Tab, address: string): Promise<Asked[]> {
  // By path: the mark in the header and the icon of the tab are one file, which travels once.
  const asked = new Map<string, Asked>();
  context.on('request', (request) => {
    const { pathname } = new URL(request.url());
    asked.set(pathname, { path: pathname, type: request.resourceType() });
  });
  await tab.goto(address, { waitUntil: 'networkidle' });
  return [...asked.values()].filter(({ type }) => type !== 'document');
}
