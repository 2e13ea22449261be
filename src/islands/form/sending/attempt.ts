/** One try to send, and what its answer means by the contract (Formspree's, with our codes). */

/** As SubmissionError takes it. */
export interface ServerError {
  code?: string;
  field?: string;
  message: string;
}

export type AttemptResult =
  /** Stored on the server's disk. */
  | { kind: 'stored'; next: string }
  /** The server has judged; the same answers would be judged alike. */
  | { kind: 'refused'; errors: readonly [ServerError, ...ServerError[]] }
  /** No answer, or none that can be relied on; `after` is how many milliseconds the server asked to wait. */
  | { kind: 'again'; after?: number };

/** How long a try may take, its answer's body included, in milliseconds. */
export const attemptTimeout = 15_000;

/** Trying again cannot help: the request itself was refused. */
const final = new Set([400, 403, 404, 413, 415, 422]);

/** Posts the body as JSON. Never throws: what goes wrong is `again`. */
export async function attempt(url: string, body: object): Promise<AttemptResult> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      mode: 'cors',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(attemptTimeout),
    });
    return judge(response, await response.text());
  } catch {
    // Network error or time-out: whether it arrived is not known, and the id makes a second arrival harmless.
    return { kind: 'again' };
  }
}

function judge(response: Response, text: string): AttemptResult {
  const json = parse(text);
  if (response.ok && typeof json['next'] === 'string') return { kind: 'stored', next: json['next'] };
  if (final.has(response.status)) return { kind: 'refused', errors: errorsOf(json) };
  const after = retryAfter(response.headers.get('Retry-After'));
  return after === undefined ? { kind: 'again' } : { kind: 'again', after };
}

function parse(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // A proxy's page, or half of an answer: not the contract's.
    return {};
  }
}

function errorsOf({ errors, error }: Record<string, unknown>): [ServerError, ...ServerError[]] {
  const listed = Array.isArray(errors) ? errors.filter(isServerError) : [];
  const [first, ...rest] = listed;
  if (first) return [first, ...rest];
  return [{ message: typeof error === 'string' && error !== '' ? error : 'The server did not take your answers.' }];
}

const isServerError = (value: unknown): value is ServerError =>
  typeof value === 'object' && value !== null && 'message' in value && typeof value.message === 'string';

/** Milliseconds meant by the header: seconds, or a date. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
