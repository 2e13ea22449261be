import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { longestBody } from '#forms/submission.ts';
import type { AppEnv } from '../env.ts';
import { page } from '../pages/layout.ts';
import { mediaType } from '../submissions/parse-body.ts';

const urlEncoded = 'application/x-www-form-urlencoded';
const multipart = 'multipart/form-data';

/** True for a form whose Content-Length is at most `longestBody`; browsers always send this header. */
export const isShortForm = (c: Context): boolean =>
  mediaType(c.req.header('content-type')) === urlEncoded &&
  Number(c.req.header('content-length') ?? Infinity) <= longestBody;

/**
 * Answers 413 to a form of a staff page that is longer than `maxSize` bytes, and 415 to one that is not URL-encoded.
 */
export const formBody = (maxSize = longestBody): MiddlewareHandler<AppEnv> => bodyOf(urlEncoded, maxSize);

/** Does the same for a form with a file. */
export const fileBody = (maxSize: number): MiddlewareHandler<AppEnv> => bodyOf(multipart, maxSize);

function bodyOf(expected: string, maxSize: number): MiddlewareHandler<AppEnv> {
  const limit = bodyLimit({ maxSize, onError: (c) => c.html(tooLongPage, 413) });
  return async (c, next) => {
    const type = mediaType(c.req.header('content-type'));
    if (type === '' || type === expected) return limit(c, next);
    return c.text('Send the form from its page.\n', 415, { 'Accept-Post': expected });
  };
}

const tooLongPage = page({
  title: 'Too long',
  body: html`<h1>That was too long</h1>
    <p>Nothing was changed. Go back, shorten what you wrote, and send it again.</p>`,
});
