import { Hono, type Context } from 'hono';
import type { RawAnswers } from '#forms/answers/answers.ts';
import type { Form } from '#forms/form.ts';
import { siteForms } from '#forms/scheme-paths.ts';
import type { AppEnv, Services } from '../env.ts';
import { answerHeaders } from '../middleware/answer-headers.ts';
import { cors } from '../middleware/cors.ts';
import { addressOf, clientNetwork } from '../server/client-address.ts';
import { nextPage } from '../submissions/next-page.ts';
import { checkBodyHeaders, parseBody } from '../submissions/parse-body.ts';
import { readBody } from '../submissions/read-body.ts';
import type { JustSent } from '../submissions/just-sent.ts';
import type { RateLimits } from '../rate-limit.ts';
import { StoreUnavailable } from '../stores/store.ts';
import { receive, type Receipt } from '../submissions/receive.ts';
import { busy, Refusal } from '../submissions/refusal.ts';
import { answerRefusal, answerStored } from './answer.ts';

/** What other origins may send: the headers of the published clients. */
const preflight = {
  'Access-Control-Allow-Methods': 'POST',
  'Access-Control-Allow-Headers': 'Accept, Content-Type, Formspree-Client, Formspree-Session-Data',
  'Access-Control-Max-Age': '600',
  Allow: 'POST, OPTIONS',
};

/**
 * Serves `POST /f/<form>`, Formspree's wire contract. A project name before it (`/p/<project>/f/<form>`) is accepted
 * and ignored.
 */
export function submitRoutes(services: Services, limits: RateLimits, justSent: JustSent): Hono<AppEnv> {
  const routes = new Hono<AppEnv>();
  const guards = [answerHeaders(services.config), cors(services.config)] as const;
  for (const path of ['/f/:form', '/f/:form/', '/p/:project/f/:form', '/p/:project/f/:form/']) {
    routes.options(path, ...guards, answerPreflight);
    routes.all(path, ...guards, (c) => submit(c, services, limits, justSent));
  }
  return routes;
}

function answerPreflight(c: Context<AppEnv>): Response | Promise<Response> {
  return c.get('isForeign')
    ? answerRefusal(c, blocked(c), undefined, undefined)
    : new Response(null, { status: 204, headers: { ...c.get('headers'), ...preflight } });
}

/** Browsers name the origin `null` where a setting or an extension keeps it back, or the page stands in a closed-off frame. */
const blocked = (c: Context<AppEnv>) =>
  new Refusal(
    403,
    c.req.header('origin') === 'null'
      ? 'Your browser did not say which page you sent your answers from, so they were not taken. Open the form on our site and send it from there, without an extension that hides the page’s address.'
      : 'This form does not take answers from the site you sent them from.',
    { code: 'BLOCKED' },
  );

async function submit(
  c: Context<AppEnv>,
  services: Services,
  limits: RateLimits,
  justSent: JustSent,
): Promise<Response> {
  const started = performance.now();
  const form = services.forms.find(({ id }) => id === c.req.param('form') && siteForms.includes(id));
  let posted: RawAnswers | undefined;
  try {
    checkRequest(c, form);
    const barred = c.get('isForeign') ? blocked(c) : services.isStopping() ? stopping() : undefined;
    // Read in any case, so that the page of the refusal holds the answers.
    posted = await readAnswers(c).catch((error: unknown) => {
      throw barred ?? error;
    });
    if (barred) throw barred;
    const address = addressOf(c, services.config.trustedProxies);
    const client = `${address}|${c.req.header('user-agent') ?? ''}`;
    const answers = posted;
    const receipt = await withinLimits(limits, `${form.id}|${clientNetwork(address)}`, (admit) =>
      receive(services, form, answers, client, admit),
    );
    justSent.add(form.id, receipt);
    log(services, c, form, 200, receipt.outcome, started);
    return stored(c, services, receipt);
  } catch (error) {
    const refusal = error instanceof Refusal ? error : unexpected(services, c, error);
    log(services, c, form, refusal.status, refusal.code ?? String(refusal.status), started);
    return answerRefusal(c, refusal, form, posted);
  }
}

function checkRequest(c: Context<AppEnv>, form: Form | undefined): asserts form is Form {
  if (!form) throw new Refusal(404, 'There is no form at this address.', { code: 'FORM_NOT_FOUND' });
  if (c.req.method !== 'POST') {
    throw new Refusal(405, 'Open the form on its page and send it from there.', {
      headers: { Allow: 'POST, OPTIONS' },
    });
  }
}

async function readAnswers(c: Context<AppEnv>): Promise<RawAnswers> {
  checkBodyHeaders(c.req.raw.headers);
  return parseBody(await readBody(c.req.raw), c.req.header('content-type') ?? '');
}

const stopping = () =>
  new Refusal(503, 'Your answers were not saved: the server is restarting. Try again in a few seconds.', {
    headers: { 'Retry-After': '10', Connection: 'close' },
  });

/** Stores a submission within the rate limits. It counts before it stores; a repeat is not counted. */
async function withinLimits(
  limits: RateLimits,
  key: string,
  work: (admit: () => Promise<void>) => Promise<Receipt>,
): Promise<Receipt> {
  checkRate(await limits.tried(key));
  const provisional = new Set<string>();
  try {
    const receipt = await work(async () => {
      checkRate(await limits.stored(key));
      provisional.add(key);
    });
    if (receipt.outcome !== 'repeated') provisional.clear();
    return receipt;
  } finally {
    for (const each of provisional) await limits.stored.giveBack(each);
  }
}

function checkRate(wait: number): void {
  if (wait === 0) return;
  const words = wait < 90 ? `${wait} seconds` : `${Math.ceil(wait / 60)} minutes`;
  throw new Refusal(429, `Wait ${words}, then send the form again. Nothing is lost as long as this page is open.`, {
    headers: { 'Retry-After': String(wait) },
  });
}

function stored(c: Context<AppEnv>, { config }: Services, receipt: Receipt): Response {
  const { next: asked, submissionId } = receipt;
  const next = nextPage(asked, receipt, config);
  // Our confirmation page is on the origin of the form, which may differ from this server's.
  const origin = c.req.header('origin');
  const location = next.startsWith('/') && c.get('isCrossOrigin') && origin ? origin + next : next;
  return answerStored(c, next, submissionId, location);
}

function unexpected({ log }: Services, c: Context<AppEnv>, error: unknown): Refusal {
  log.error({ requestId: c.get('requestId'), err: error }, 'a submission failed');
  if (error instanceof StoreUnavailable) return busy();
  return new Refusal(500, 'Your answers were not saved: something went wrong here. Try again in a few minutes.');
}

/** Logs and counts the submission. An unknown form is not named, because its name is whatever the client sent. */
function log(
  { log, metrics }: Services,
  c: Context<AppEnv>,
  form: Form | undefined,
  status: number,
  outcome: string,
  started: number,
) {
  const ms = Math.round(performance.now() - started);
  log.info({ requestId: c.get('requestId'), form: form?.id, status, outcome, ms }, 'submission');
  metrics.countSubmission(form?.id ?? 'none', outcome, performance.now() - started);
}
