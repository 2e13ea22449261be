import render from 'dom-serializer';
import type { MiddlewareHandler } from 'hono';
import { DomUtils, parseDocument } from 'htmlparser2';
import type { HeaderRecord } from '#src/headers.ts';
import type { SiteFiles } from '../server/site-files.ts';
import type { JustSent, Sent } from '../submissions/just-sent.ts';

type Element = ReturnType<typeof DomUtils.findAll>[number];

/**
 * Answers with the confirmation page for a reference that was just given: with the reference and the next steps of its
 * form only, so that it needs no script. For any other reference, the built page is sent, which confirms nothing.
 */
export function sentPage(
  files: Pick<SiteFiles, 'get'>,
  security: () => HeaderRecord,
  justSent: JustSent,
): MiddlewareHandler {
  return async (c, next) => {
    const reference = c.req.query('ref') ?? '';
    const sent = justSent.get(reference);
    const file = sent && (await files.get('/sent/index.html', 'identity'));
    if (!sent || !file) return next();
    const headers = Object.fromEntries(Object.entries(file.headers).filter(([name]) => name !== 'ETag'));
    return c.body(confirmed(new TextDecoder().decode(file.body), reference, sent), 200, {
      ...security(),
      ...headers,
      'Cache-Control': 'no-store',
    });
  };
}

/** Returns the built page with this submission filled in. What changes is marked in pages/sent.astro and components/form/NextSteps.astro. */
function confirmed(page: string, reference: string, { form, isLate }: Sent): string {
  const document = parseDocument(page, { decodeEntities: false });
  const find = (matches: (element: Element) => boolean) => DomUtils.findAll(matches, document.children);
  const write = (element: Element, words: string) => (element.children = parseDocument(words).children);
  const show = ({ attribs }: Element, isShown: boolean) =>
    isShown ? delete attribs['hidden'] : (attribs['hidden'] = '');

  const [words] = find(({ attribs }) => 'data-confirmation' in attribs);
  const { 'data-confirmation': confirmation = '', 'data-steps': steps = '' } = words!.attribs;
  const [title] = find(({ name }) => name === 'title');
  const [heading] = find(({ name }) => name === 'h1');
  write(title!, DomUtils.textContent(title!).replace(DomUtils.textContent(heading!), confirmation));
  write(heading!, confirmation);
  for (const state of find(({ attribs }) => 'data-state' in attribs))
    show(state, state.attribs['data-state'] === 'sent');
  for (const place of find(({ attribs }) => 'data-reference' in attribs)) write(place, reference);
  // The links to the contact form end where the reference goes.
  for (const { attribs } of find(({ attribs }) => attribs['href']?.endsWith('reference=') === true))
    attribs['href'] = `${attribs['href'] ?? ''}${reference}`;
  for (const late of find(({ attribs }) => 'data-late' in attribs)) show(late, isLate);
  for (const part of find(({ attribs }) => 'data-next' in attribs)) {
    show(part, part.attribs['data-next'] === form);
    for (const each of DomUtils.getElementsByTagName('h2', part.children)) write(each, steps);
  }
  return render(document, { decodeEntities: false });
}
