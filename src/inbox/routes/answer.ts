import type { Context } from 'hono';
import type { RawAnswers } from '#forms/answers/answers.ts';
import type { Form } from '#forms/form.ts';
import type { AppEnv } from '../env.ts';
import { formPage } from '../pages/form-page.ts';
import type { Html } from '../pages/layout.ts';
import { problemPage } from '../pages/problem-page.ts';
import type { Refusal } from '../submissions/refusal.ts';
import { mediaType } from '../submissions/parse-body.ts';
import { parseAcceptHeader } from './accept-header.ts';

/** Answers a stored submission. `location` is the redirect for a browser without a script. */
export function answerStored(c: Context<AppEnv>, next: string, id: string, location: string): Response {
  return answerFormat(c.req.raw.headers) === 'json'
    ? json(c, 200, { ok: true, next, id })
    : new Response(null, { status: 303, headers: { ...c.get('headers'), Location: location } });
}

/**
 * Returns JSON if `Accept` names `application/json`, or `X-Requested-With` is set, or the body is JSON and HTML is not
 * preferred; otherwise HTML.
 */
function answerFormat(headers: Pick<Headers, 'get'>): 'json' | 'html' {
  const weights = parseAcceptHeader(headers.get('accept'));
  if ((weights.get('application/json') ?? 0) > 0) return 'json';
  if (headers.get('x-requested-with') !== null) return 'json';
  if (mediaType(headers.get('content-type') ?? undefined) !== 'application/json') return 'html';
  const html = Math.max(weights.get('text/html') ?? 0, weights.get('application/xhtml+xml') ?? 0);
  const json = weights.get('application/json') ?? weights.get('application/*') ?? weights.get('*/*') ?? 0;
  return html > 0 && html >= json ? 'html' : 'json';
}

const json = (c: Context<AppEnv>, status: number, body: object, headers: Refusal['headers'] = {}) =>
  new Response(JSON.stringify(body), {
    status,
    headers: { ...c.get('headers'), 'Content-Type': 'application/json', ...headers },
  });

const html = async (c: Context<AppEnv>, status: number, page: Html, headers: Refusal['headers']) =>
  new Response(String(await page), {
    status,
    headers: { ...c.get('headers'), 'Content-Type': 'text/html; charset=UTF-8', ...headers },
  });

const headings: Readonly<Record<Refusal['status'], string>> = {
  400: 'Your answers could not be read',
  403: 'This form cannot be sent',
  404: 'There is no such form',
  405: 'This address only takes answers',
  413: 'Your answers are too long',
  415: 'Your answers could not be read',
  422: 'There is a problem',
  429: 'Too many forms were sent from your network',
  500: 'Your answers were not saved',
  503: 'Your answers were not saved',
};

/** True if a retry may succeed. */
const isWorthAgain = (status: number) => status === 429 || status >= 500;

/** Answers a refused submission as the contract says: always with a message, never with `next`. */
export function answerRefusal(
  c: Context<AppEnv>,
  refusal: Refusal,
  form: Form | undefined,
  posted: RawAnswers | undefined,
): Response | Promise<Response> {
  const { status, code, message, problems, exit, headers } = refusal;
  if (answerFormat(c.req.raw.headers) === 'json') {
    const errors = errorsOf(refusal);
    return json(c, status, { error: message, ...(errors.length > 0 ? { errors } : {}) }, headers);
  }
  if (status === 422 && form && posted) {
    return html(c, status, formPage({ form, action: c.req.path, posted, problems, exit }), headers);
  }
  const resend = posted && isWorthAgain(status) ? { action: c.req.path, posted } : undefined;
  const lost = form && posted && !resend ? { form, posted } : undefined;
  const isClosed = code === 'INACTIVE';
  return html(c, status, problemPage({ heading: headings[status], message, form, isClosed, resend, lost }), headers);
}

function errorsOf({ problems, code, message }: Refusal): { code: string; field?: string; message: string }[] {
  if (problems.length > 0) return problems.map(({ code, field, message }) => ({ code, field, message }));
  return code ? [{ code, message }] : [];
}
