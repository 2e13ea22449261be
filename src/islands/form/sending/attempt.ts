/** One try to send a submission. The response is read by Formspree's contract, with our error codes. */

/** An error in the shape that SubmissionError of @formspree/core takes. */
export interface ServerError {
  code?: string;
  field?: string;
  message: string;
}

export type AttemptResult =
  /** Stored on the server's disk. */
  | { kind: 'stored'; next: string }
  /** Refused for good: sending the same answers again would get the same response. */
  | { kind: 'refused'; errors: readonly [ServerError, ...ServerError[]] }
  /** No reliable response; `after` is the number of milliseconds the server asked to wait. */
  | { kind: 'again'; after?: number };

/** Milliseconds that one try may take, including the body of the response. */
const attemptTimeout = 15_000;

/** Statuses after which another try is pointless, as the request itself was refused. */
const final = new Set([400, 403, 404, 413, 415, 422]);

/** Posts the body as JSON. Never rejects: a failure is `again`. */
export async function attempt(url: string, body: object): Promise<AttemptResult> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      mode: 'cors',
      headers: { Accept: 'application/json', 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(attemptTimeout),
    });
    return readResponse(response, await response.text());
  } catch {
    // Network error or time-out: the submission may have arrived, and its id makes a second arrival harmless.
    return { kind: 'again' };
  }
}

function readResponse(response: Response, text: string): AttemptResult {
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
    // Not a response by the contract: a proxy's page, or half a response.
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

/** Returns the milliseconds to wait by a Retry-After header, which holds seconds or a date; undefined when it holds neither. */
function retryAfter(header: string | null): number | undefined {
  if (header === null) return undefined;
  const wait = /^\d+$/.test(header) ? Number(header) * 1000 : Date.parse(header) - Date.now();
  return Number.isFinite(wait) ? Math.max(0, wait) : undefined;
}
