/**
 * The only source of the security and cache headers. The server reads it at start; the build writes the host files (`_headers`, nginx, Caddy)
 * from it. Uses no Node, DOM or Astro.
 */

export type HeaderRecord = Readonly<Record<string, string>>;

/** Name of the Trusted Types policy with which the search island makes its worker's URL. */
const trustedTypesPolicies: readonly string[] = ['site'];

/** Where browsers reach the site. */
export interface SiteLocation {
  /** True for a site on HTTPS: adds HSTS and `upgrade-insecure-requests`. */
  tls: boolean;
  /** The path of its host below which the site stands; '' at the root. */
  base: string;
}

export interface SecurityOptions extends SiteLocation {
  /** CSP hashes of the inline scripts that the build wrote, e.g. `sha256-…=`, with or without quotes. */
  scripts?: readonly string[];
  /** CSP hashes of the inline style sheets. */
  styles?: readonly string[];
  /** Other origins to which forms may be sent (hosted Formspree). */
  formAction?: readonly string[];
  /** Other origins from which scripts may fetch. */
  connect?: readonly string[];
}

const source = (hash: string) => (hash.startsWith("'") ? hash : `'${hash}'`);

const directive = (name: string, ...values: readonly string[]) => [name, ...values].join(' ');

/** Directives of every page. */
const forbidden = ["default-src 'none'", "base-uri 'none'", "object-src 'none'", "frame-ancestors 'none'"];

/** Returns the content security policy of a built page. */
function contentSecurityPolicy(options: SecurityOptions): string {
  return [
    ...forbidden,
    // Pagefind compiles WebAssembly. Strings still cannot be evaluated.
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

/** Returns the policy of pages that the server renders. Only pages for one person have a script. */
function serverPagePolicy({ tls, scripts = [] }: Pick<SecurityOptions, 'tls' | 'scripts'>): string {
  return [
    ...forbidden,
    ...(scripts.length > 0 ? [directive('script-src', ...scripts.map(source))] : []),
    "style-src 'self'",
    "font-src 'self'",
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

/**
 * Two years, as browsers' preload lists recommend. A site below a path shares its host with others, and does not speak for the host's
 * subdomains.
 */
const strictTransport = ({ tls, base }: SiteLocation): HeaderRecord =>
  tls ? { 'Strict-Transport-Security': `max-age=63072000${base === '' ? '; includeSubDomains' : ''}` } : {};

/** The file with the rules by which a browser may fetch the next page early; a file of its own, so that `'self'` covers it. */
export const speculationRules = '/next-pages.rules';

/** Returns every security header of a response with a built file, and where the rules for the next page are. */
export function securityHeaders(options: SecurityOptions): HeaderRecord {
  return {
    'Content-Security-Policy': contentSecurityPolicy(options),
    'Speculation-Rules': `"${options.base}${speculationRules}"`,
    'Referrer-Policy': 'strict-origin-when-cross-origin',
    ...isolation,
    ...strictTransport(options),
  };
}

/** Returns every security header of a response that the server renders. It must not be cached or leak a referrer. */
export function serverPageHeaders(place: Pick<SecurityOptions, 'tls' | 'base' | 'scripts'>): HeaderRecord {
  return {
    'Content-Security-Policy': serverPagePolicy(place),
    'Referrer-Policy': 'same-origin',
    ...isolation,
    ...strictTransport(place),
  };
}

export interface CacheRule {
  /** A URL path with one `*`, in the syntax of `_headers` files; no two rules match the same path. */
  path: string;
  value: string;
}

const immutable = 'public, max-age=31536000, immutable';
const shortLived = 'public, max-age=300, must-revalidate';

/** The rule for all other files: pages, feeds, data. */
export const revalidated = 'public, max-age=0, must-revalidate';

/** Files with a hash in their name never change. Files of the search with a fixed name change with each build. */
export const cacheRules: readonly CacheRule[] = [
  { path: '/_astro/*', value: immutable },
  { path: '/pagefind/fragment/*', value: immutable },
  { path: '/pagefind/index/*', value: immutable },
  { path: '/pagefind/vocabulary.*', value: immutable },
  { path: '/pagefind/*.pf_meta', value: immutable },
  { path: '/pagefind/*.js', value: shortLived },
  { path: '/pagefind/*.json', value: shortLived },
  { path: '/pagefind/*.pagefind', value: shortLived },
];

function matches(pattern: string, path: string): boolean {
  const [start = '', end = ''] = pattern.split('*');
  return path.length >= start.length + end.length && path.startsWith(start) && path.endsWith(end);
}

/** Returns the `Cache-Control` of a built file by its URL path. */
export function cacheControl(path: string): string {
  return cacheRules.find((rule) => matches(rule.path, path))?.value ?? revalidated;
}
