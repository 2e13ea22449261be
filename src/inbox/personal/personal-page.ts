import { html } from 'hono/html';
import { site } from '#site';
import { page, type Html } from '../pages/layout.ts';

export interface PersonalPageOptions {
  /** The heading, and the title without the site's name. */
  title: string;
  /** One line below the heading: the scheme and round. */
  about?: string | undefined;
  body: Html;
  /** True for a page with a second column. */
  isWide?: boolean;
  /** True if the page reports a problem. */
  isError?: boolean;
  /** False for a page that anybody can open, and for one whose link works no longer. */
  isPrivate?: boolean;
}

/** Returns a page for one person, in the look of the site: phone first, no script. */
export const personalPage = ({
  title,
  about,
  body,
  isWide = false,
  isError = false,
  isPrivate = true,
}: PersonalPageOptions): Html =>
  page({
    isWide,
    title: isError ? `Error: ${title}` : title,
    bar: html`<nav aria-label="Main"><a href="/guidance/">Guidance</a><a href="/contact/">Contact</a></nav>`,
    head: html`<div class="head">
      <div class="wrap">
        <h1>${title}</h1>
        ${about === undefined ? '' : html`<p>${about}</p>`}
      </div>
    </div>`,
    body: html`<div class="personal">
      ${body}
      <p class="hint personal-foot">
        ${isPrivate ? 'This page is yours alone: whoever has its address can open it. ' : ''}${site.contacts.team},
        ${site.name}.
        <a href="/privacy/">How we treat what you send</a>
      </p>
    </div>`,
  });
