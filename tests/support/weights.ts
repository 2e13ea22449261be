import { brotliCompressSync, constants } from 'node:zlib';
import type { BrowserContext, Page as Tab, Request } from '@playwright/test';
import { formIds } from '#forms/form.ts';
import { formPath } from '#forms/scheme-paths.ts';
import { bytesOf, htmlOf, isArticle, scriptsOf, textOf, type Page } from './site.ts';

/** Limits in bytes after brotli at its best quality. They keep a page within the first round trip of a connection. */
export const marks = {
  article: 11_000,
  page: 12_000,
  tips: 40_000,
  /** The page of results brings the boxes of help and the answers about the schemes, which nobody in need waits for: one window of a new connection. */
  search: 14_600,
  script: 2_500,
  /** All scripts that a form's page needs to be filled in and sent, without those loaded on demand. */
  form: 24_000,
  /** The same with what a form loads half a second later without being used: the list of answers, drafts, help beside questions. */
  idleForm: 31_200,
  /** All scripts of a tool's page, including the site's. */
  tool: 4_500,
  /** Bytes of a page divided by those of its visible text, both compressed. The longest articles have 3.4, the shortest nearly this. */
  timesText: 4.25,
  /** Number of files that a page requests before any interaction: the mark, the script, two faces, the rules for the next page. */
  further: 5,
  /** The style sheet in a page, compressed by itself. */
  style: 8_192,
  /** Faces of a page, as files that are compressed already. */
  faces: 30_000,
};

const compressed = (text: string) =>
  brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } }).length;

/** Returns true for a form's page or the confirmation page, which have larger scripts. */
export const isForm = ({ path }: Page): boolean => path === '/sent/' || formIds.some((id) => path === formPath(id));

/** Returns true for the page of a tool. */
export const isTool = ({ path }: Page): boolean => /^\/tools\/.+/.test(path);

/** Returns the bytes of a page divided by those of its visible text, both compressed. */
export const timesText = (page: Page): number =>
  bytesOf(page.path) / compressed(textOf(/<body[\s\S]*<\/body>/.exec(htmlOf(page))![0]));

/** Returns the limit of a page's own response. */
export function markOf(page: Page): number {
  if (page.path === '/tips/') return marks.tips;
  if (page.path === '/search/') return marks.search;
  return isArticle(page) ? marks.article : marks.page;
}

/** Returns the bytes of the style sheets in a page, compressed. */
export const styleBytes = (page: Page): number =>
  compressed([...htmlOf(page).matchAll(/<style[^>]*>([\s\S]*?)<\/style>/g)].map(([, css]) => css).join(''));

/** Returns the bytes of all scripts that a page requests by itself within two seconds, without any interaction. */
export async function scriptBytesAtRest(context: BrowserContext, tab: Tab, address: string): Promise<number> {
  const asked = new Set<string>();
  context.on('request', (request) => {
    if (request.resourceType() === 'script') asked.add(new URL(request.url()).pathname);
  });
  await tab.goto(address);
  await tab.waitForTimeout(2000);
  return [...asked].reduce((sum, path) => sum + bytesOf(path), 0);
}

/** Returns the bytes of all scripts that run as the page loads. */
export const scriptBytes = (path: string): number => scriptsOf(path).reduce((sum, script) => sum + bytesOf(script), 0);

export interface Asked {
  path: string;
  type: string;
}

/** Returns the files that a page requests before any interaction. The tab must not cache what earlier pages loaded. */
export async function furtherRequests(context: BrowserContext, tab: Tab, address: string): Promise<Asked[]> {
  // Counted by path: the mark in the header and the icon of the tab are one file.
  const asked = new Map<string, Asked>();
  const note = (request: Request) => {
    const { pathname } = new URL(request.url());
    asked.set(pathname, { path: pathname, type: request.resourceType() });
  };
  context.on('request', note);
  await tab.goto(address, { waitUntil: 'networkidle' });
  context.off('request', note);
  return [...asked.values()].filter(({ type }) => type !== 'document');
}
