/** Old addresses and the pages that took their place: `content/redirects.yaml`, written out for every kind of host. */
import { readFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { readPage } from './read-page.ts';

export interface Redirect {
  /** A path that has no page: `/old/` or `/old.html`. */
  from: string;
  /** A path that has one, with a place in it where that helps: `/new/#place`. */
  to: string;
}

/** What a built site holds, as its redirects ask. */
export interface RedirectRule {
  /** True for the path of a page or file. */
  has(path: string): boolean;
  /** True when the page has an element of that id. */
  hasPlace(path: string, id: string): boolean;
}

const plainPath = /^\/(?:[\w.~-]+\/)*(?:[\w~-]+\.[\w.~-]+)?$/;

/** Reads the file's text. @throws when it is not a list of `old: new`, naming each line that is not. */
export function readRedirects(yaml: string): Redirect[] {
  const content: unknown = parse(yaml) ?? {};
  if (typeof content !== 'object' || Array.isArray(content))
    throw new Error(`${FILE}: it must be lines like "/old/: /new/".`);
  return Object.entries(content as Record<string, unknown>).map(([from, to]) => ({ from, to: String(to) }));
}

/** A sentence for each redirect that is malformed, hides a page, leads nowhere, or leads through another one. */
export function redirectProblems(redirects: readonly Redirect[], held: RedirectRule): string[] {
  const sources = new Set(redirects.map(({ from }) => from));
  return redirects.flatMap(({ from, to }) => {
    const [path = '', place] = to.split('#');
    if (!plainPath.test(from)) return [`${from}: the old address must be a path like /old/ or /old.html.`];
    if (!plainPath.test(path)) return [`${from}: ${to} must be a path of this site like /new/ or /new/#place.`];
    if (held.has(from)) return [`${from}: a page stands at this address; remove the page or the redirect.`];
    if (path === from) return [`${from}: it leads to itself.`];
    if (sources.has(path)) return [`${from}: it leads to ${path}, which is redirected too; name the last address.`];
    if (!held.has(path)) return [`${from}: there is no page at ${path}.`];
    if (place !== undefined && !held.hasPlace(path, place)) return [`${from}: ${path} has no place called “${place}”.`];
    return [];
  });
}

const FILE = 'content/redirects.yaml';

/**
 * The redirects of a built site; none where the file is missing.
 * @throws with every problem at once.
 */
export async function checkedRedirects(root: string, dist: string): Promise<Redirect[]> {
  if (!existsSync(join(root, FILE))) return [];
  const redirects = readRedirects(await readFile(join(root, FILE), 'utf8'));
  const fileOf = (path: string) => join(dist, path.endsWith('/') ? `${path}index.html` : path);
  const places = new Map<string, Set<string>>();
  for (const { to } of redirects) {
    const [path = '', place] = to.split('#');
    if (place !== undefined && existsSync(fileOf(path)))
      places.set(path, readPage(path, await readFile(fileOf(path), 'utf8')).ids);
  }
  const problems = redirectProblems(redirects, {
    has: (path) => existsSync(fileOf(path)),
    hasPlace: (path, id) => places.get(path)?.has(id) ?? false,
  });
  if (problems.length > 0)
    throw new Error([`${FILE}: ${problems.length} redirects need attention`, ...problems].join('\n  '));
  return redirects;
}

/** Each redirect under every spelling that readers may ask for: with and without the slash at its end. */
export const spellings = (redirects: readonly Redirect[]): Redirect[] =>
  redirects.flatMap(({ from, to }) =>
    from.endsWith('/')
      ? [
          { from: from.slice(0, -1), to },
          { from, to },
        ]
      : [{ from, to }],
  );
