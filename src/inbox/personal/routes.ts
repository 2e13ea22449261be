/**
 * Pages for people with a secret link: `/my/<token>/`. The link is the only proof: there is no cookie, so nothing that another site could
 * misuse, and these pages need no check of the origin, which browsers keep back from pages without a referrer.
 */
import { Hono, type Context, type MiddlewareHandler } from 'hono';
import type { AppEnv, Services } from '../env.ts';
import { pathBelow } from '../middleware/below-base.ts';
import { formBody } from '../middleware/form-body.ts';
import { pageLog } from '../middleware/page-log.ts';
import { whileShuttingDown } from '../middleware/shutting-down.ts';
import { addressOf, clientNetwork } from '../server/client-address.ts';
import { findLink } from '../services/links.ts';
import type { RateLimit } from '../rate-limit.ts';
import { applicationPages } from './application.ts';
import { checkInPages } from './check-in.ts';
import { offerPages } from './offer.ts';
import { askForLink, showLinkForm } from './ask-for-link.ts';
import { LinkGone, type PagesByPurpose } from './link-pages.ts';
import { noLinkPage } from './no-link-page.ts';

const pages: PagesByPurpose = { application: applicationPages, offer: offerPages, 'check-in': checkInPages };

/** Links from one network that do not work. Those that do always open, so that nobody can lock a neighbour out. */
const unknownFromNetwork: readonly RateLimit[] = [
  { points: 20, seconds: 60 },
  { points: 100, seconds: 3600 },
];

/** Keeps the address of a page, which is a secret, out of other sites, caches and search engines. */
const privately: MiddlewareHandler<AppEnv> = async (c, next) => {
  c.header('Referrer-Policy', 'no-referrer');
  c.header('X-Robots-Tag', 'noindex, nofollow');
  await next();
};

export function personalRoutes(services: Services): Hono<AppEnv> {
  const unknown = services.store.limiter('unknown link from a network', unknownFromNetwork);
  const routes = new Hono<AppEnv>();
  const networkOf = (c: Context<AppEnv>) => clientNetwork(addressOf(c, services.config.trustedProxies));

  routes.use('/my/*', pageLog(services), whileShuttingDown(services.isStopping), privately);
  routes.get('/my', (c) => c.redirect('/my/', 301));
  routes.get('/my/', (c) => showLinkForm(c));
  routes.post('/my/', formBody(4096), askForLink(services, networkOf));
  // The path as it was asked for: decoded, it may have characters that no header can have.
  for (const path of ['/my/:token', '/my/:token/:step'])
    routes.get(path, (c) => c.redirect(`${pathBelow(services.config.base, new URL(c.req.url).pathname)}/`, 303));
  for (const path of ['/my/:token/', '/my/:token/:step/'])
    routes.on(['GET', 'POST'], path, formBody(), (c) => answer(c, c.req.param('step') ?? ''));
  routes.all('/my/*', (c) => refuse(c));
  return routes;

  async function answer(c: Context<AppEnv>, step: string): Promise<Response> {
    const token = c.req.param('token') ?? '';
    const link = await findLink(services, token);
    const { get = {}, post = {} } = (link && pages[link.purpose]) ?? {};
    const steps = c.req.method === 'POST' ? post : get;
    if (!link || !(Object.hasOwn(get, step) || Object.hasOwn(post, step))) return refuse(c);
    // The address that a form is sent to, opened from the browser's history after a refusal.
    if (!Object.hasOwn(steps, step)) return c.redirect(`/my/${token}/`, 303);
    try {
      return await steps[step]!(c, services, link, token);
    } catch (error) {
      if (error instanceof LinkGone) return refuse(c);
      throw error;
    }
  }

  /** Answers the same for a link that was never there, was replaced or has expired. */
  async function refuse(c: Context<AppEnv>): Promise<Response> {
    const wait = await unknown(networkOf(c));
    if (wait === 0) return c.html(noLinkPage(), 404);
    c.header('Retry-After', String(wait));
    return c.html(noLinkPage(), 429);
  }
}
