import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { forms } from '#forms/registry.ts';
import { baseOf } from '../../address.ts';
import { cacheRules, revalidated, securityHeaders, speculationRules } from '../../headers.ts';
import { formspreeJson } from './formspree-json.ts';
import type { InlineHashes } from './inline-hashes.ts';
import { type Redirect, spellings } from '../links/redirects.ts';
import { marksBehind } from '../../meant-path.ts';

/** What a host must know about a built site. */
interface Hosted {
  /** The path below which the site is served; '' at the root of its host. */
  base: string;
  headers: readonly (readonly [name: string, value: string])[];
  /** Redirects in every spelling, from the site's root. */
  moved: readonly Redirect[];
}

/**
 * Writes the headers and redirects for each kind of host: `_headers` and `_redirects` (Netlify, Cloudflare Pages), and, in the folder `.host`,
 * which no server sends, two files that nginx includes, one for Caddy, the forms for hosted Formspree, and the hashes and redirects for our own
 * server.
 * @param siteUrl the site's public address, with its base
 */
export async function writeHostFiles(
  dist: string,
  hashes: InlineHashes,
  redirects: readonly Redirect[],
  siteUrl: string,
): Promise<void> {
  const moved = spellings(redirects);
  const base = baseOf(siteUrl);
  const formAction = formsOrigins();
  const headers = Object.entries(securityHeaders({ ...hashes, tls: true, base, formAction, connect: formAction }));
  const hosted = { base, headers, moved };
  const host = join(dist, '.host');
  await mkdir(host, { recursive: true });
  await Promise.all([
    writeFile(join(host, 'headers.json'), `${JSON.stringify(hashes, null, 2)}\n`),
    writeFile(
      join(host, 'redirects.json'),
      `${JSON.stringify(Object.fromEntries(moved.map(({ from, to }) => [from, to])), null, 2)}\n`,
    ),
    writeFile(join(host, 'formspree.json'), `${JSON.stringify(formspreeJson(forms), null, 2)}\n`),
    writeFile(join(dist, '_headers'), netlifyHeaders(hosted)),
    writeFile(join(dist, '_redirects'), netlifyRedirects(hosted)),
    writeFile(join(host, 'nginx-http.conf'), nginxHttp(hosted)),
    writeFile(join(host, 'nginx-server.conf'), nginxServer(hosted)),
    writeFile(join(host, 'Caddyfile'), caddy(hosted)),
  ]);
}

/**
 * Returns the origins that forms may be sent to besides this site, from `PUBLIC_FORMS_ENDPOINT`.
 * @throws when it is not an http(s) address
 */
function formsOrigins(): string[] {
  const endpoint = process.env['PUBLIC_FORMS_ENDPOINT'] ?? '';
  if (endpoint === '') return [];
  if (!URL.canParse(endpoint) || !/^https?:$/.test(new URL(endpoint).protocol))
    throw new Error(
      `PUBLIC_FORMS_ENDPOINT is "${endpoint}"; it must be an address like https://formspree.io, or empty.`,
    );
  return [new URL(endpoint).origin];
}

/** Types of files that hosts do not know or send without a character encoding. All built files are UTF-8. */
const types = [
  ['ics', 'text/calendar'],
  ['md', 'text/markdown'],
  ['rules', 'application/speculationrules+json'],
] as const;

/** A value may hold quotation marks. */
const quoted = (value: string) => `"${value.replaceAll('"', String.raw`\"`)}"`;

function netlifyHeaders({ base, headers }: Hosted): string {
  return [
    `${base}/*`,
    ...headers.map(([name, value]) => `  ${name}: ${value}`),
    ...cacheRules.map(({ path, value }) => `${base}${path}\n  Cache-Control: ${value}`),
    `${base}${speculationRules}\n  Content-Type: application/speculationrules+json`,
    '',
  ].join('\n');
}

const netlifyRedirects = ({ base, moved }: Hosted) =>
  moved.map(({ from, to }) => `${base}${from} ${base}${to} 301\n`).join('');

/** Matches a path with marks behind it; the first group is the page that is meant. nginx and Caddy read it alike. */
const copiedPath = String.raw`^(/(?:.*[^/${marksBehind}])?)/?[${marksBehind}]+/?$`;

function nginxHttp({ base }: Hosted): string {
  const escaped = (text: string) => text.replaceAll('.', '\\.');
  const pattern = (path: string) => `~^${escaped(base + path).replace('*', '.*')}$`;
  return [
    '# Include inside http {}; the other half, nginx-server.conf, inside server {}. Each build writes both anew: include them, do not copy them.',
    'map $uri $mentoring_cache {',
    `  default "${revalidated}";`,
    ...cacheRules.map(({ path, value }) => `  "${pattern(path)}" "${value}";`),
    '}',
    '',
  ].join('\n');
}

function nginxServer({ base, headers, moved }: Hosted): string {
  return [
    '# Include inside server {}; the other half, nginx-http.conf, inside http {}.',
    base === ''
      ? '# The block names the root: the folder that was built.'
      : `# The block names the root: a folder in which the built one is “${base.slice(1)}”, itself or as a link to it.`,
    ...(base === '' ? [] : [`location = ${base} { absolute_redirect off; return 301 ${base}/; }`]),
    `location ^~ ${base}/ {`,
    // An inner block with an add_header would drop those of the outer one, so no location here has any.
    ...headers.map(([name, value]) => `  add_header ${name} ${quoted(value)} always;`),
    '  add_header Cache-Control $mentoring_cache always;',
    '  index index.html;',
    '  charset utf-8;',
    '  charset_types text/css text/plain text/xml text/calendar text/markdown application/javascript application/json;',
    '  gzip_static on;',
    '  # With the module for it, in Debian libnginx-mod-http-brotli-static:',
    '  # brotli_static on;',
    '  absolute_redirect off;',
    `  error_page 404 ${base}/404.html;`,
    // The pattern of UTF-8 has to say so. Without a slash, nginx adds the one of a folder.
    `  rewrite ${quoted(`(*UTF8)${copiedPath}`)} $1 permanent;`,
    ...moved.map(({ from, to }) => `  location = "${base}${from}" { return 301 "${base}${to}"; }`),
    ...types.map(([end, type]) => `  location ~ \\.${end}$ { types {} default_type ${type}; }`),
    `  location ~ /\\.|\\.(?:br|gz)$ { return 404; }`,
    `  location ~ ^${base.replaceAll('.', '\\.')}/_(?:headers|redirects)$ { return 404; }`,
    '}',
    '',
  ].join('\n');
}

function caddy({ base, headers, moved }: Hosted): string {
  const sent = [
    'header {',
    ...headers.map(([name, value]) => `  ${name} ${quoted(value)}`),
    `  ?Cache-Control "${revalidated}"`,
    '}',
  ];
  const site = [
    ...sent,
    ...cacheRules.map(({ path, value }) => `header ${path} Cache-Control "${value}"`),
    ...types.map(([end, type]) => `header *.${end} Content-Type "${type}; charset=utf-8"`),
    ...moved.map(({ from, to }) => `redir ${from} ${base}${to} permanent`),
    `@copied path_regexp copied \`${copiedPath}\``,
    `redir @copied ${base}{re.copied.1} permanent`,
    'file_server {',
    '  precompressed br gzip',
    '  hide .host _headers _redirects',
    '}',
  ];
  const missing = ['rewrite * /404.html', ...sent, 'file_server {', '  precompressed br gzip', '}'];
  return [
    '# Import this file inside your site block, which names the root: the folder that was built. Each build writes it anew.',
    ...(base === '' ? site : [`redir ${base} ${base}/ permanent`, `handle_path ${base}/* {`, ...indented(site), '}']),
    'handle_errors {',
    `  @missing expression {http.error.status_code} == 404 && path('${base}/*')`,
    '  handle @missing {',
    ...indented(indented(missing)),
    '  }',
    '}',
    '',
  ].join('\n');
}

const indented = (lines: readonly string[]) => lines.map((line) => `  ${line}`);
