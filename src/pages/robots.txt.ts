import type { APIRoute } from 'astro';
import { addressAt, baseOf } from '../address.ts';

export const GET: APIRoute = ({ site }) =>
  new Response(
    [
      'User-agent: *',
      `Disallow: ${baseOf(site!)}/f/`,
      `Disallow: ${baseOf(site!)}/inbox/`,
      '',
      `Sitemap: ${addressAt(site!, '/sitemap-index.xml').href}`,
      '',
    ].join('\n'),
  );
