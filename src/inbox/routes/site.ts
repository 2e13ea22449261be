import type { Context, Handler } from 'hono';
import type { HeaderRecord } from '#src/headers.ts';
import { meantPath } from '#src/meant-path.ts';
import { parseAcceptHeader } from './accept-header.ts';
import type { Encoding, SiteFile, SiteFiles } from '../server/site-files.ts';

/**
 * Sends the built site: compressed if the browser accepts it, 304 if the browser has it, otherwise the site's own 404
 * page.
 * @param base goes before the targets of redirects
 */
export function siteHandler(
  files: Pick<SiteFiles, 'get'>,
  security: () => HeaderRecord,
  redirects: () => ReadonlyMap<string, string>,
  base = '',
): Handler {
  return async (c) => {
    if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
      return c.text('This address can only be read.\n', 405, {
        ...security(),
        Allow: 'GET, HEAD',
        'Cache-Control': 'no-store',
      });
    }
    const path = safePath(c.req.path);
    if (path === undefined) return notFound(c, files, security());
    const file = await best(files, path.endsWith('/') ? `${path}index.html` : path, c);
    if (file) return send(c, file, security(), 200);
    const moved = redirects().get(path) ?? (await canonical(files, path)) ?? (await meant(files, path));
    if (moved === undefined) return notFound(c, files, security());
    const query = new URL(c.req.url).search;
    return c.body(null, 301, {
      ...security(),
      Location: base + moved + query,
      'Cache-Control': 'public, max-age=0, must-revalidate',
    });
  };
}

/**
 * Returns the decoded path; undefined if it must not be looked up: a hidden file, a compressed twin, or an ambiguous
 * path.
 */
function safePath(raw: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(raw);
  } catch {
    return undefined;
  }
  const isPlain = path.startsWith('/') && !/\/\/|\/\.|[\\\0:]/.test(path);
  return isPlain && !/\.(br|gz)$/.test(path) ? path : undefined;
}

/** Returns the address of a page requested without its slash or by its file name. */
async function canonical(files: Pick<SiteFiles, 'get'>, path: string): Promise<string | undefined> {
  if (path.endsWith('/')) return undefined;
  return (await files.get(`${path}/index.html`, 'identity')) ? `${encodeURI(path)}/` : undefined;
}

/** Returns the address of the page that is meant by a path with marks behind it, as in "(see /about/)." */
async function meant(files: Pick<SiteFiles, 'get'>, path: string): Promise<string | undefined> {
  const page = meantPath(path)?.replace(/\/$/, '');
  return page === undefined ? undefined : canonical(files, page);
}

async function best(files: Pick<SiteFiles, 'get'>, path: string, c: Context): Promise<SiteFile | undefined> {
  for (const encoding of acceptedEncodings(c.req.header('accept-encoding'))) {
    const file = await files.get(path, encoding);
    if (file) return file;
  }
  return undefined;
}

/** Returns the accepted encodings, best first. The plain file is always last, better than no answer. */
function acceptedEncodings(header: string | undefined): Encoding[] {
  const weights = parseAcceptHeader(header);
  const accepts = (encoding: Encoding) => (weights.get(encoding) ?? weights.get('*') ?? 0) > 0;
  return [...(['br', 'gzip'] as const).filter(accepts), 'identity'];
}

function send(c: Context, file: SiteFile, security: HeaderRecord, status: 200 | 404): Response {
  const headers = { ...security, ...file.headers };
  if (status === 200 && matches(c.req.header('if-none-match'), file.etag)) {
    return new Response(null, { status: 304, headers: without(headers, 'Content-Type', 'Content-Encoding') });
  }
  // Hono drops the body of a HEAD answer but keeps the length.
  return new Response(file.body, {
    status,
    headers: { ...headers, 'Content-Length': String(file.body.byteLength) },
  });
}

const matches = (header: string | undefined, etag: string) =>
  (header ?? '').split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag || tag.trim() === '*');

const without = (headers: HeaderRecord, ...names: string[]): HeaderRecord =>
  Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));

async function notFound(c: Context, files: Pick<SiteFiles, 'get'>, security: HeaderRecord): Promise<Response> {
  const page = await best(files, '/404.html', c);
  if (!page) return c.text('There is no page here.\n', 404, { ...security, 'Cache-Control': 'no-store' });
  return send(c, { ...page, headers: without(page.headers, 'ETag') }, security, 404);
}
