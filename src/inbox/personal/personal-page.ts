import { randomBytes } from 'node:crypto';
import { html } from 'hono/html';
import { keepTypingHtml } from '../pages/keep-typing.ts';
import { columns, page, type Html } from '../pages/layout.ts';
import { drawing, siteBar, siteFoot } from '../pages/site-frame.ts';

export interface PersonalPageOptions {
  /** The heading, and the title without the site's name. */
  title: string;
  /** One line below the heading: the scheme and round. */
  about?: string | undefined;
  body: Html;
  /** What stands beside the body. On a phone, it comes after it. */
  beside?: Html;
  /** What stands below the body, and on a phone below what is beside it. */
  rest?: Html;
  /** Name of the head's drawing. */
  art?: string;
  /** True if the page reports a problem. */
  isError?: boolean;
  /** False for a page that anybody can open, and for one whose link works no longer. */
  isPrivate?: boolean;
  /** True if what the tab keeps of typed text is to go, because what it was about is erased. */
  isErased?: boolean;
}

/**
 * Returns an address of a path that no page has had, for forms with text. A browser that cannot reach the server puts its error page in the place of
 * a page with the same address, and Back would no longer lead to the form.
 */
export const neverSeen = (path: string): string =>
  `${path}${path.includes('?') ? '&' : '?'}try=${randomBytes(6).toString('hex')}`;

/** Returns a page for one person, in the look of the site: phone first, whole without its script. */
export const personalPage = ({
  title,
  about,
  body,
  beside,
  rest,
  art = 'getting-started',
  isError = false,
  isPrivate = true,
  isErased = false,
}: PersonalPageOptions): Html =>
  page({
    isWide: beside !== undefined,
    title: isError ? `Error: ${title}` : title,
    bar: siteBar,
    foot: siteFoot,
    head: html`<div class="head ask">
      <div class="wrap">
        ${drawing(art)}
        <div>
          <h1>${title}</h1>
          ${about === undefined ? '' : html`<p class="lede">${about}</p>`}
        </div>
      </div>
    </div>`,
    body: html`<div class="personal">
      ${beside === undefined ? body : columns(body, beside, rest)}
      <p class="hint">
        ${isPrivate ? 'This page is yours alone: whoever has its address can open it. ' : ''}<a href="/privacy/"
          >How we treat what you send</a
        >
      </p>
      ${keepTypingHtml(isErased ? 'none' : isError ? 'all' : 'typed')}
    </div>`,
  });
