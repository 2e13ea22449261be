import { defineMiddleware } from 'astro:middleware';
import { htmlBelow } from '../../html-below.ts';

const base = import.meta.env.BASE_URL.replace(/\/$/, '');

/** Adds the base to the addresses of every rendered page. Other files name whole addresses. */
export const onRequest = defineMiddleware(async (_, next) => {
  const response = await next();
  if (!response.headers.get('Content-Type')?.startsWith('text/html')) return response;
  return new Response(htmlBelow(base, await response.text()), response);
});
