import pRetry, { AbortError } from 'p-retry';

/** The result of requesting an address. */
export type VisitResult =
  | { state: 'fine' }
  /** It redirects permanently. */
  | { state: 'moved'; to: string }
  /** The page is gone; `noResponse` when no server answered. */
  | { state: 'broken'; why: string; noResponse?: true }
  /** The server refuses programs or is busy, so the page may exist. */
  | { state: 'unknown'; why: string };

interface VisitOptions {
  /** Retries after a temporary failure: a network fault or a busy server. */
  retries?: number;
  /** Milliseconds to wait for each answer. */
  timeout?: number;
}

/** Redirects that are followed, at most. */
const HOPS = 8;
/** Some sites refuse requests that do not look like a browser's. */
const headers = { accept: 'text/html,*/*', 'user-agent': 'Mozilla/5.0 (compatible; link check of a mentoring site)' };

/** Requests one address: its headers only, when the server allows that. */
export async function visit(url: string, { retries = 2, timeout = 15_000 }: VisitOptions = {}): Promise<VisitResult> {
  try {
    return await pRetry(() => follow(url, timeout), { retries, minTimeout: 500 });
  } catch (error) {
    if (error instanceof Busy) return { state: 'unknown', why: error.message };
    return { state: 'broken', why: reason(error), ...(isNetworkFailure(error) && { noResponse: true }) };
  }
}

/** Requests each address: one at a time per site, all sites at the same time. A site that does not respond is requested once. */
export async function visitAll(urls: readonly string[], ask = visit): Promise<Map<string, VisitResult>> {
  const answers = new Map<string, VisitResult>();
  const visitSite = async (ofSite: readonly string[]) => {
    let last: VisitResult | undefined;
    for (const url of ofSite) {
      last = last && hasNoResponse(last) ? last : await ask(url);
      answers.set(url, last);
    }
  };
  await Promise.all([...Map.groupBy(urls, (url) => new URL(url).host).values()].map(visitSite));
  return answers;
}

/** True when no site responds, so this machine is probably offline. */
export const isOffline = (answers: ReadonlyMap<string, VisitResult>): boolean =>
  answers.size > 0 && [...answers.values()].every(hasNoResponse);

const hasNoResponse = (answer: VisitResult) => answer.state === 'broken' && answer.noResponse === true;

class Busy extends Error {}

async function follow(url: string, timeout: number): Promise<VisitResult> {
  let at = url;
  let forGood = true;
  for (let hop = 0; hop < HOPS; hop += 1) {
    const { status, location } = await request(at, timeout);
    if (status >= 300 && status < 400 && location !== null) {
      forGood &&= status === 301 || status === 308;
      at = new URL(location, at).href;
      continue;
    }
    if (status === 429 || status >= 500) throw new Busy(`it answers ${status} (busy or out of order)`);
    if (status === 404 || status === 410) return { state: 'broken', why: `it answers ${status} (no such page)` };
    if (status >= 400) return { state: 'unknown', why: `it answers ${status} to programs` };
    return at !== url && forGood ? { state: 'moved', to: at } : { state: 'fine' };
  }
  throw new AbortError(`it leads on more than ${HOPS} times`);
}

async function request(url: string, timeout: number): Promise<{ status: number; location: string | null }> {
  const signal = AbortSignal.timeout(timeout);
  for (const method of ['HEAD', 'GET']) {
    const answer = await fetch(url, { method, redirect: 'manual', headers, signal });
    await answer.body?.cancel();
    // Some servers support GET only, and refuse HEAD with various codes.
    if (method === 'HEAD' && answer.status >= 400 && answer.status !== 429) continue;
    return { status: answer.status, location: answer.headers.get('location') };
  }
  throw new Error('no answer');
}

/** True for a network failure, when there is no response. */
const isNetworkFailure = (error: unknown): boolean =>
  (error as Error).name === 'TimeoutError' ||
  (error as Error & { cause?: { code?: string } }).cause?.code !== undefined;

function reason(error: unknown): string {
  const { name, message, cause } = error as Error & { cause?: { code?: string; message?: string } };
  if (name === 'TimeoutError') return 'it does not answer in time';
  if (cause?.code === 'ENOTFOUND') return 'there is no such site';
  return cause?.message ?? message;
}
