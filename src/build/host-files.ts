import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { forms } from '#forms/registry.ts';
import { cacheRules, revalidated, securityHeaders } from '../headers.ts';
import { formsOrigins } from './forms-origin.ts';
import { formspreeJson } from './formspree-json.ts';
import type { InlineHashes } from './inline-hashes.ts';
import { type Redirect, spellings } from './redirects.ts';

/**
 * Writes what each kind of host needs to send our headers and redirects: `_headers` and `_redirects` (Netlify, Cloudflare Pages), and
 * in the folder `.host`, which no server gives out, a snippet for nginx, one for Caddy, the forms for hosted Formspree, and for our own
 * server the hashes and the redirects, an object of old and new addresses.
 */
export async function writeHostFiles(
  dist: string,
  hashes: InlineHashes,
  redirects: readonly Redirect[],
): Promise<void> {
  const moved = spellings(redirects);
  const headers = Object.entries(securityHeaders({ ...hashes, tls: true, ...formsOrigins() }));
  const host = join(dist, '.host');
  await mkdir(host, { recursive: true });
  await Promise.all([
    writeFile(join(host, 'headers.json'), `${JSON.stringify(hashes, null, 2)}\n`),
    writeFile(
      join(host, 'redirects.json'),
      `${JSON.stringify(Object.fromEntries(moved.map(({ from, to }) => [from, to])), null, 2)}\n`,
    ),
    writeFile(join(host, 'formspree.json'), `${JSON.stringify(formspreeJson(forms), null, 2)}\n`),
    writeFile(join(dist, '_headers'), netlify(headers)),
    writeFile(join(dist, '_redirects'), moved.map(({ from, to }) => `${from} ${to} 301\n`).join('')),
    writeFile(join(host, 'nginx.conf'), nginx(headers, moved)),
    writeFile(join(host, 'Caddyfile'), caddy(headers, moved)),
  ]);
}

type Headers = [name: string, value: string][];

function netlify(headers: Headers): string {
  const rules = [...cacheRules.map(({ path, value }) => `${path}\n  Cache-Control: ${value}`)];
  return ['/*', ...headers.map(([name, value]) => `  ${name}: ${value}`), ...rules, ''].join('\n');
}

function nginx(headers: Headers, moved: readonly Redirect[]): string {
  const pattern = (path: string) => `~^${path.replace(/[.]/g, '\\.').replace('*', '.*')}$`;
  return [
    '# Include inside http {}. nginx sends no add_header of an outer block where an inner one has its own: keep these in the server block.',
    'map $uri $mentoring_cache {',
    `  default "${revalidated}";`,
    ...cacheRules.map(({ path, value }) => `  "${pattern(path)}" "${value}";`),
    '}',
    'map $uri $mentoring_moved {',
    '  default "";',
    ...moved.map(({ from, to }) => `  "${from}" "${to}";`),
    '}',
    '# Include inside server {}:',
    '#   if ($mentoring_moved) { return 301 $mentoring_moved; }',
    ...headers.map(([name, value]) => `#   add_header ${name} "${value}" always;`),
    '#   add_header Cache-Control $mentoring_cache always;',
    '#   gzip_static on; brotli_static on; error_page 404 /404.html; location ~ /\\. { return 404; }',
    '',
  ].join('\n');
}

function caddy(headers: Headers, moved: readonly Redirect[]): string {
  return [
    '# import this file inside your site block',
    'header {',
    ...headers.map(([name, value]) => `  ${name} "${value}"`),
    `  ?Cache-Control "${revalidated}"`,
    '}',
    ...cacheRules.map(({ path, value }) => `header ${path} Cache-Control "${value}"`),
    ...moved.map(({ from, to }) => `redir ${from} ${to} permanent`),
    'file_server {',
    '  precompressed br gzip',
    '  hide .host',
    '}',
    '',
  ].join('\n');
}
