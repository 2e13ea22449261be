import { globSync } from 'tinyglobby';
import { baseOf } from '../../address.ts';
import type { BuiltPage } from '../read-page.ts';
import { spellings, type Redirect } from './redirects.ts';

/** The pages, files and redirects of a built site. Paths are from the site's root. */
export interface Built {
  has(path: string): boolean;
  /** True for a path that is redirected to a page or file. */
  isRedirected(path: string): boolean;
}

/** Where a link is used first. */
interface FirstUse {
  page: string;
  /** The sentence around the link; '' in a page's head. */
  sentence: string;
}

/** Paths that the inbox answers; they are not in the build. */
const served = /^\/(?:f|inbox|my)\//;

/** Collects the links, pictures, scripts, forms and anchors of a built site page by page, and reports those that lead nowhere. */
export class DeadLinks {
  readonly #site: URL;
  readonly #base: string;
  readonly #ids = new Map<string, ReadonlySet<string>>();
  /** Address → its first place. Relative addresses are stored as whole ones. */
  readonly #links = new Map<string, FirstUse>();

  /** @param siteUrl the site's public address, with its base */
  constructor(siteUrl: string) {
    this.#site = new URL(siteUrl);
    this.#base = baseOf(siteUrl);
  }

  /** @param path of the page, from the site's root */
  add(path: string, { ids, links }: Pick<BuiltPage, 'ids' | 'links'>): void {
    this.#ids.set(path, ids);
    for (const { to, sentence } of links) {
      const key = to.startsWith('/') || /^[a-z]+:/i.test(to) ? to : (URL.parse(to, this.#whole(path))?.href ?? to);
      if (!this.#links.has(key)) this.#links.set(key, { page: path, sentence: sentence() });
    }
  }

  /** Returns a line for each link that leads nowhere: the page, the address, the reason and the sentence. */
  problems(built: Built): string[] {
    return [...this.#links].flatMap(([to, { page, sentence }]) => {
      const why = this.#fault(to, built);
      return why === undefined ? [] : [`${page} links to ${to}: ${why}.${sentence && ` It stands in “${sentence}”`}`];
    });
  }

  /** True when the page has an element of that id. */
  readonly hasPlace = (path: string, id: string): boolean => this.#ids.get(path)?.has(id) === true;

  #fault(to: string, built: Built): string | undefined {
    const url = URL.parse(to, this.#site);
    if (!url || !isDecodable(url)) return 'it is no address';
    if (url.origin !== this.#site.origin) return undefined;
    if (!url.pathname.startsWith(`${this.#base}/`)) {
      // A whole address may lead to another site on the same host.
      return to.startsWith('/') ? `it is not below ${this.#base}/` : undefined;
    }
    const path = decodeURI(url.pathname.slice(this.#base.length));
    if (served.test(path) || built.isRedirected(path)) return undefined;
    if (!built.has(path)) return 'there is no page or file';
    const id = decodeURIComponent(url.hash.slice(1));
    const ids = this.#ids.get(path);
    return id === '' || !ids || ids.has(id) ? undefined : `that page has no place “${id}”`;
  }

  #whole(path: string): URL {
    return new URL(this.#base + path, this.#site);
  }
}

function isDecodable({ pathname, hash }: URL): boolean {
  try {
    return decodeURIComponent(pathname + hash) !== '';
  } catch {
    return false;
  }
}

/** Returns a page's path from the site's root. */
export const pagePath = (file: string): string => `/${file.replace(/(^|\/)index\.html$/, '$1')}`;

/** Call it when all pages, pictures and cards are written. @throws an error that lists every dead link */
export function refuseDeadLinks(links: DeadLinks, dist: string, redirects: readonly Redirect[]): void {
  const paths = new Set(globSync('**/*', { cwd: dist, dot: true }).map(pagePath));
  const moved = new Set(spellings(redirects).map(({ from }) => from));
  const problems = links.problems({ has: (path) => paths.has(path), isRedirected: (path) => moved.has(path) });
  if (problems.length === 0) return;
  const count = problems.length === 1 ? 'One link leads' : `${problems.length} links lead`;
  throw new Error([`${count} nowhere. Mend it, or add what it names:`, ...problems].join('\n  '));
}
