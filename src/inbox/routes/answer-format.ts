import { mediaType } from '../submissions/parse-body.ts';
import { parseAcceptHeader } from './accept-header.ts';

/** The format of the answer to a submission. */
export type AnswerFormat = 'json' | 'html';

/**
 * Returns JSON if `Accept` names `application/json`, or `X-Requested-With` is set, or the body is JSON and HTML is not
 * preferred; otherwise HTML.
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
