import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import type { Form } from '#forms/form.ts';
import { baseOf } from '#src/address.ts';
import { securityHeaders } from '#src/headers.ts';
import type { Config } from './config.ts';
import type { Template } from './mail/templates.ts';
import { onlyBelow, pagesBelow, pathBelow, redirectsBelow } from './guards/below-base.ts';
import { pageHeaders } from './guards/page-headers.ts';
import { requestId } from './guards/request-id.ts';
import type { Metrics } from './metrics.ts';
import { healthz, readiness, readyz } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';
import { siteHandler } from './routes/site.ts';
import { sentPage } from './routes/sent.ts';
import { submitRoutes } from './routes/submit.ts';
import { JustSent } from './submissions/just-sent.ts';
import { gateOf } from './submissions/rate-limit.ts';
import type { BuiltHashes } from './server/built-headers.ts';
import { readRedirects } from './server/redirects.ts';
import { rehearsalHash, rehearsedFiles } from './server/rehearsed-files.ts';
import { SiteFiles } from './server/site-files.ts';
import { staffRoutes } from './staff/routes.ts';
import { StoreUnavailable, type Role } from './stores/types/store.ts';
import type { Desk } from './submissions/receive.ts';

/** What Hono carries through a request. */
export interface App {
  /** Empty where a test asks the app without a socket. */
  Bindings: Partial<HttpBindings>;
  Variables: {
    requestId: string;
    /** What every answer to a submission carries. */
    headers: Readonly<Record<string, string>>;
    /** The page that sent it is of an origin that may not. */
    isForeign: boolean;
    /** The page that sent it is of another origin than this server. */
    isCrossOrigin: boolean;
    /** Name of the signed-in member of staff. */
    staff: string;
    /** What they may do. */
    role: Role;
  };
}

/** Everything the app is made of; tests hand in their own. */
export interface AppParts extends Desk {
  config: Pick<
    Config,
    | 'smtpUrl'
    | 'retentionDays'
    | 'siteUrl'
    | 'tls'
    | 'hostedForms'
    | 'allowedOrigins'
    | 'trustedProxies'
    | 'rateLimits'
    | 'isRehearsal'
    | 'metricsToken'
  >;
  forms: readonly Form[];
  /** Folder of the built site. */
  dist: string;
  hashes: BuiltHashes;
  /** Mail to applicants and the team, by name. */
  templates: ReadonlyMap<string, Template>;
  metrics: Metrics;
  /** Where mails are put as files while no mail server is set. */
  mailFolder: string;
  /** True once the server shuts down: what is new is asked to come back. */
  isStopping: () => boolean;
}

/**
 * One server for forms, staff pages and the built site. Whatever is none of the first two is a file of the site. All of it stands below the
 * path of the site's address, also where a proxy is before it.
 */
export function createApp(parts: AppParts): Hono<App> {
  const { config } = parts;
  const base = baseOf(config.siteUrl);
  const app = new Hono<App>(base === '' ? {} : { getPath: (request) => pathBelow(base, getPath(request)) });
  if (base !== '') {
    app.use(onlyBelow(base, config.tls));
    for (const path of ['/inbox/*', '/f/*', '/p/*']) app.use(path, pagesBelow(base));
    app.use('/inbox/*', redirectsBelow(base));
  }
  // Pages ask the server for its time by this header.
  if (config.isRehearsal)
    app.use(async (c, next) => {
      await next();
      c.header('Date', parts.clock().toUTCString());
    });
  for (const path of ['/inbox/*', '/healthz', '/readyz', '/metrics']) {
    app.use(path, requestId, pageHeaders(config.tls));
  }
  app.get('/healthz', healthz);
  app.get('/readyz', readyz(readiness(parts.store)));
  app.get('/metrics', metricsRoute(parts));
  const justSent = new JustSent(parts.clock);
  app.route('/', submitRoutes(parts, gateOf(parts.store, config.rateLimits), justSent));
  app.route('/', staffRoutes(parts));
  app.onError((error, c) => {
    parts.log.error({ requestId: c.get('requestId'), err: error }, 'a request failed');
    if (error instanceof StoreUnavailable)
      return c.text('The database cannot be reached. Try again in a few seconds.\n', 503, {
        'Cache-Control': 'no-store',
        'Retry-After': '5',
      });
    return c.text('Something went wrong here. Try again in a few minutes.\n', 500, { 'Cache-Control': 'no-store' });
  });
  const security = siteHeaders(config, parts.hashes);
  const files = new SiteFiles(parts.dist, security);
  const shown = config.isRehearsal ? rehearsedFiles(files, parts.clock) : files;
  app.get('/sent/', sentPage(shown, justSent));
  app.all('*', siteHandler(shown, security, readRedirects(parts.dist), base));
  return app;
}

function siteHeaders({ tls, hostedForms, isRehearsal }: AppParts['config'], { scripts, styles }: BuiltHashes) {
  const hosted = hostedForms ? [hostedForms] : [];
  const ours = isRehearsal ? [...scripts, rehearsalHash] : scripts;
  return securityHeaders({ scripts: ours, styles, tls, formAction: hosted, connect: hosted });
}
