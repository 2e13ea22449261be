import type { MiddlewareHandler } from 'hono';
import { formIds } from '#forms/form.ts';
import type { SiteFiles } from '../server/site-files.ts';
import type { JustSent, Sent } from '../submissions/just-sent.ts';

/**
 * The confirmation page for a reference that was just given here: with the reference, and with the next steps of its form only, so that it
 * needs no script. Any other address of the page is the built one, which claims nothing.
 */
export function sentPage(files: Pick<SiteFiles, 'get'>, justSent: JustSent): MiddlewareHandler {
  return async (c, next) => {
    const reference = c.req.query('ref') ?? '';
    const sent = justSent.get(reference);
    const file = sent && (await files.get('/sent/index.html', 'identity'));
    if (!sent || !file) return next();
    const headers = Object.fromEntries(Object.entries(file.headers).filter(([name]) => name !== 'ETag'));
    return c.body(confirmed(new TextDecoder().decode(file.body), reference, sent), 200, {
      ...headers,
      'Cache-Control': 'no-store',
    });
  };
}

/** The built page, which knows nothing, as it is for this submission (pages/sent.astro, components/form/NextSteps.astro). */
function confirmed(page: string, reference: string, { form, isLate }: Sent): string {
  const others = formIds.filter((id) => id !== form);
  return [
    ['After you send a form', 'We have your answers'],
    ['data-state="unknown"', '$& hidden'],
    ['data-state="sent" hidden', 'data-state="sent"'],
    ['data-reference>', `$&${reference}`],
    // Of the links to the contact form.
    ['reference="', `reference=${reference}"`],
    ...(isLate ? [['data-late hidden', 'data-late']] : []),
    ...others.map((id) => [`data-next="${id}"`, '$& hidden']),
  ]
    .reduce((html, [from = '', to = '']) => html.replaceAll(from, to), page)
    .replace(new RegExp(`(data-next="${form}"[^>]*>\\s*<h2[^>]*>)[^<]*`), '$1What happens next');
}
