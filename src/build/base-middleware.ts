import { defineMiddleware } from 'astro:middleware';
import { htmlBelow } from '../html-below.ts';

const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/** Rewrites the addresses of a page that Astro has rendered; files that are no pages name whole addresses. */
export const onRequest = defineMiddleware(async (_, next) => {
  const response = await next();
  if (!response.headers.get('Content-Type')?.startsWith('text/html')) return response;
  return new Response(htmlBelow(base, await response.text()), response);
});
