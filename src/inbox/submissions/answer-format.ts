import { parseAcceptHeader } from '../server/accept-header.ts';

/** How a request to a form is answered. */
export type AnswerFormat = 'json' | 'html';

/** The media type of a Content-Type header, lower case, without parameters; '' when there is none. */
export const mediaType = (contentType: string | undefined): string =>
  (contentType ?? '').split(';', 1)[0]?.trim().toLowerCase() ?? '';

/**
 * JSON when `Accept` names `application/json`, or `X-Requested-With` is set, or the body is JSON and HTML is not preferred; else HTML.
 */
export function answerFormat(headers: Pick<Headers, 'get'>): AnswerFormat {
  const weights = parseAcceptHeader(headers.get('accept'));
  if ((weights.get('application/json') ?? 0) > 0) return 'json';
  if (headers.get('x-requested-with') !== null) return 'json';
  if (mediaType(headers.get('content-type') ?? undefined) !== 'application/json') return 'html';
  const html = Math.max(weights.get('text/html') ?? 0, weights.get('application/xhtml+xml') ?? 0);
  const json = weights.get('application/json') ?? weights.get('application/*') ?? weights.get('*/*') ?? 0;
  return html > 0 && html >= json ? 'html' : 'json';
}
