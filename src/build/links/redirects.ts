/** Redirects from old addresses to pages: `content/redirects.yaml`, written for every kind of host. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readYaml } from '../../read-yaml.ts';

export interface Redirect {
  /** A path without a page: `/old/` or `/old.html`. */
  from: string;
  /** A path with a page, and optionally a place on it: `/new/#place`. */
  to: string;
}

/** The pages, files and places of a built site. */
export interface SiteContents {
  /** True for the path of a page or file. */
  has(path: string): boolean;
  /** True when the page has an element of that id. */
  hasPlace(path: string, id: string): boolean;
}

const plainPath = /^\/(?:[\w.~-]+\/)*(?:[\w~-]+\.[\w.~-]+)?$/;

/** Parses the file's text. @throws when it is not a list of `old: new` */
export function readRedirects(yaml: string): Redirect[] {
  const content = readYaml(FILE, yaml) ?? {};
  if (typeof content !== 'object' || Array.isArray(content))
    throw new Error(`${FILE}: it must be lines like "/old/: /new/".`);
  return Object.entries(content as Record<string, unknown>).map(([from, to]) => ({ from, to: String(to) }));
}

/** Returns a sentence for each redirect that is malformed, hides a page, leads nowhere, or leads to another redirect. */
export function redirectProblems(redirects: readonly Redirect[], contents: SiteContents): string[] {
  const sources = new Set(redirects.map(({ from }) => from));
  return redirects.flatMap(({ from, to }) => {
    const [path = '', place] = to.split('#');
    if (!plainPath.test(from)) return [`${from}: the old address must be a path like /old/ or /old.html.`];
    if (!plainPath.test(path)) return [`${from}: ${to} must be a path of this site like /new/ or /new/#place.`];
    if (contents.has(from)) return [`${from}: a page stands at this address; remove the page or the redirect.`];
    if (path === from) return [`${from}: it leads to itself.`];
    if (sources.has(path)) return [`${from}: it leads to ${path}, which is redirected too; name the last address.`];
    if (!contents.has(path)) return [`${from}: there is no page at ${path}.`];
    if (place !== undefined && !contents.hasPlace(path, place))
      return [`${from}: ${path} has no place called “${place}”.`];
    return [];
  });
}

const FILE = 'content/redirects.yaml';

/**
 * Returns the redirects of a built site, or none when the file is missing.
 * @throws an error that lists every problem
 */
export function checkedRedirects(root: string, dist: string, { hasPlace }: Pick<SiteContents, 'hasPlace'>): Redirect[] {
  if (!existsSync(join(root, FILE))) return [];
  const redirects = readRedirects(readFileSync(join(root, FILE), 'utf8'));
  const has = (path: string) => existsSync(join(dist, path.endsWith('/') ? `${path}index.html` : path));
  const problems = redirectProblems(redirects, { has, hasPlace });
  if (problems.length > 0)
    throw new Error([`${FILE}: ${problems.length} redirects need attention`, ...problems].join('\n  '));
  return redirects;
}

/** Returns each redirect with and without the slash at the end of its old address. */
export const spellings = (redirects: readonly Redirect[]): Redirect[] =>
  redirects.flatMap(({ from, to }) =>
    from.endsWith('/')
      ? [
          { from: from.slice(0, -1), to },
          { from, to },
        ]
      : [{ from, to }],
  );
