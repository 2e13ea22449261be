import { Hono } from 'hono';
import { getPath } from 'hono/utils/url';
import { join } from 'node:path';
import { securityHeaders } from '#src/headers.ts';
import { serverFolders } from '#src/server-folders.ts';
import { onlyBelow, pagesBelow, pathBelow, redirectsBelow } from './middleware/below-base.ts';
import { pageHeaders } from './middleware/page-headers.ts';
import { requestId } from './middleware/request-id.ts';
import { keepTypingHash } from './pages/keep-typing.ts';
import { healthz, readiness, readyz } from './routes/health.ts';
import { metricsRoute } from './routes/metrics.ts';
import { siteHandler } from './routes/site.ts';
import { sentPage } from './routes/sent.ts';
import { submitRoutes } from './routes/submit.ts';
import { JustSent } from './submissions/just-sent.ts';
import { rateLimitsOf } from './rate-limit.ts';
import { type BuiltHashes, followed, hashesOf, redirectsOf } from './server/built-data.ts';
import { rehearsalHash, rehearsedFiles } from './server/rehearsed-files.ts';
import { datedFiles } from './server/dated-files.ts';
import { SiteFiles } from './server/site-files.ts';
import { personalRoutes } from './personal/routes.ts';
import { NoProposal } from './services/matching/solver.ts';
import { staffRoutes } from './staff/routes.ts';
import { StoreUnavailable } from './stores/store.ts';
import type { AppEnv, Services } from './env.ts';

/**
 * Creates one server for the forms, the staff pages and the built site; any other address is a file of the site. All
 * routes are below the path of the site's address, also behind a proxy.
 */
export function createApp(services: Services): Hono<AppEnv> {
  const { config } = services;
  const { base } = config;
  const app = new Hono<AppEnv>(base === '' ? {} : { getPath: (request) => pathBelow(base, getPath(request)) });
  if (base !== '') {
    app.use(onlyBelow(config));
    for (const folder of serverFolders) app.use(`/${folder}/*`, pagesBelow(base));
    for (const path of ['/inbox/*', '/my/*']) app.use(path, redirectsBelow(base));
  }
  // Pages read the server's time from this header.
  if (config.isRehearsal)
    app.use(async (c, next) => {
      await next();
      c.header('Date', services.clock().toUTCString());
    });
  for (const path of ['/inbox/*', '/healthz', '/readyz', '/metrics']) app.use(path, requestId, pageHeaders(config));
  app.use('/my/*', requestId, pageHeaders(config, [keepTypingHash]));
  app.get('/healthz', healthz);
  app.get('/readyz', readyz(readiness(services.store)));
  app.get('/metrics', metricsRoute(services));
  const justSent = new JustSent(services.clock);
  app.route('/', submitRoutes(services, rateLimitsOf(services.store, config.rateLimits), justSent));
  app.route('/', personalRoutes(services));
  app.route('/', staffRoutes(services));
  app.onError((error, c) => {
    services.log.error({ requestId: c.get('requestId'), err: error }, 'a request failed');
    if (error instanceof StoreUnavailable)
      return c.text('The database cannot be reached. Try again in a few seconds.\n', 503, {
        'Cache-Control': 'no-store',
        'Retry-After': '5',
      });
    if (error instanceof NoProposal)
      return c.text(`${error.message} Try again when less is going on.\n`, 503, { 'Cache-Control': 'no-store' });
    return c.text('Something went wrong here. Try again in a few minutes.\n', 500, { 'Cache-Control': 'no-store' });
  });
  const host = join(services.dist, '.host');
  const security = followed(join(host, 'headers.json'), { scripts: [], styles: [] }, (data) =>
    siteHeaders(config, hashesOf(data)),
  );
  const redirects = followed(join(host, 'redirects.json'), {}, redirectsOf);
  const files = datedFiles(new SiteFiles(services.dist), services.content, services.clock, config.siteUrl);
  const shown = config.isRehearsal ? rehearsedFiles(files, services.clock) : files;
  app.get('/sent/', sentPage(shown, security, justSent));
  app.all('*', siteHandler(shown, security, redirects, base));
  return app;
}

function siteHeaders({ tls, base, hostedForms, isRehearsal }: Services['config'], { scripts, styles }: BuiltHashes) {
  const hosted = hostedForms ? [hostedForms] : [];
  const ours = isRehearsal ? [...scripts, rehearsalHash] : scripts;
  return securityHeaders({ scripts: ours, styles, tls, base, formAction: hosted, connect: hosted });
}
