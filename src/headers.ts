/**
 * The one source of the headers that protect and cache what the site sends. The server reads it at start; the build
 * writes the host files (`_headers`, nginx, Caddy) from it. It knows no Node, DOM or Astro.
 */

export type HeaderRecord = Readonly<Record<string, string>>;

/** The Trusted Types policy names that scripts of the site may create; the search island makes its worker's URL with it. */
export const trustedTypesPolicies: readonly string[] = ['site'];

export interface SecurityOptions {
  /** CSP hashes of the inline scripts that the build wrote, e.g. `sha256-…=`, with or without quotes. */
  scripts?: readonly string[];
  /** CSP hashes of the inline style sheets. */
  styles?: readonly string[];
  /** True where the browser reaches the site over HTTPS: adds HSTS and `upgrade-insecure-requests`. */
  tls: boolean;
  /** Origins beside our own that forms may be posted to (hosted Formspree). */
  formAction?: readonly string[];
  /** Origins beside our own that scripts may fetch from. */
  connect?: readonly string[];
}

const source = (hash: string) => (hash.startsWith("'") ? hash : `'${hash}'`);

const directive = (name: string, ...values: readonly string[]) => [name, ...values].join(' ');

/** What no page of the site may do, whoever wrote it. */
const forbidden = ["default-src 'none'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"];

/** The policy of a built page, as a header value. */
export function contentSecurityPolicy(options: SecurityOptions): string {
  return [
    ...forbidden,
    // Pagefind compiles WebAssembly; nothing may evaluate strings.
    directive('script-src', "'self'", "'wasm-unsafe-eval'", ...(options.scripts ?? []).map(source)),
    directive('style-src', "'self'", ...(options.styles ?? []).map(source)),
    "img-src 'self' data:",
    "font-src 'self'",
    directive('connect-src', "'self'", ...(options.connect ?? [])),
    "worker-src 'self'",
    "manifest-src 'self'",
    directive('form-action', "'self'", ...(options.formAction ?? [])),
    "require-trusted-types-for 'script'",
    directive('trusted-types', ...trustedTypesPolicies),
    ...(options.tls ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

/** The policy of pages the server renders itself (staff, error pages): no script at all. */
export function serverPagePolicy({ tls }: { tls: boolean }): string {
  return [
    ...forbidden,
    "style-src 'self'",
    "img-src 'self'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    ...(tls ? ['upgrade-insecure-requests'] : []),
  ].join('; ');
}

const unusedFeatures = [
  'accelerometer',
  'autoplay',
  'browsing-topics',
  'camera',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'usb',
  'xr-spatial-tracking',
];

const isolation = {
  'X-Content-Type-Options': 'nosniff',
  'Permissions-Policy': unusedFeatures.map((feature) => `${feature}=()`).join(', '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Frame-Options': 'DENY',
};

/** Two years, the least that browsers' preload lists take. */
const strictTransport = { 'Strict-Transport-Security': 'max-age=63072000; includeSubDomains' };

/** Every security header of a response that carries a file of the build. */
export function securityHeaders(options: SecurityOptions): HeaderRecord {
  return {
    'Content-Security-Policy': contentSecurityPolicy(options),
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    ...isolation,
    ...(options.tls ? strictTransport : {}),
  };
}

/** Every security header of a response that the server makes itself; nothing about it may leak or be kept. */
export function serverPageHeaders({ tls }: { tls: boolean }): HeaderRecord {
  return {
    'Content-Security-Policy': serverPagePolicy({ tls }),
    'Referrer-Policy': 'same-origin',
    ...isolation,
    ...(tls ? strictTransport : {}),
  };
}

export interface CacheRule {
  /** A URL path with one `*`, in the syntax of `_headers` files; no two rules match the same path. */
  path: string;
  value: string;
}

const immutable = 'public, max-age=31536000, immutable';
const shortLived = 'public, max-age=300, must-revalidate';

/** The rule of everything that no other rule names: pages, feeds, data. */
export const revalidated = 'public, max-age=0, must-revalidate';

/** Files whose name holds a hash of their content never change; what the search loads under a fixed name soon might. */
export const cacheRules: readonly CacheRule[] = [
  { path: '/_astro/*', value: immutable },
  { path: '/pagefind/fragment/*', value: immutable },
  { path: '/pagefind/index/*', value: immutable },
  { path: '/pagefind/vocabulary.*', value: immutable },
  { path: '/pagefind/*.pf_meta', value: immutable },
  { path: '/pagefind/*.js', value: shortLived },
  { path: '/pagefind/*.pagefind', value: shortLived },
];

function matches(pattern: string, path: string): boolean {
  const [start = '', end = ''] = pattern.split('*');
  return path.length >= start.length + end.length && path.startsWith(start) && path.endsWith(end);
}

/** The `Cache-Control` of a file of the build, by its URL path. */
export function cacheControl(path: string): string {
  return cacheRules.find((rule) => matches(rule.path, path))?.value ?? revalidated;
}
