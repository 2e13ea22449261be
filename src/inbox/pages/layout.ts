import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { site } from '#site';

/** Escaped HTML. `html` escapes its values; pages never use `raw` on input. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export const nothing: Html = raw('');

export interface PageOptions {
  /** The title without the site's name. */
  title: string;
  body: Html;
  /** Spans the page between the bar and the body. */
  head?: Html;
  /** Shown in the bar beside the site's name. */
  bar?: Html;
  /** Below the body. */
  foot?: Html;
  /** True for lists: the page uses the full width of a wide screen. */
  isWide?: boolean;
}

/** Returns two columns. On a phone, what is beside the first part stands between it and the rest. */
export const columns = (first: Html, beside: Html, rest: Html = nothing): Html =>
  html`<div class="cols">
    <div>${first}</div>
    <div class="side">${beside}</div>
    ${rest === nothing ? nothing : html`<div>${rest}</div>`}
  </div>`;

/** Returns a page that the server renders: one style sheet, and no script of its own. */
export const page = ({
  title,
  body,
  head = nothing,
  bar = nothing,
  foot = nothing,
  isWide = false,
}: PageOptions): Html =>
  html`<!doctype html>
    <html lang="${site.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – ${site.name}</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="apple-touch-icon" href="/apple-touch-icon.png" />
        <link rel="stylesheet" href="/inbox/style.css" />
      </head>
      <body>
        <a class="button small skip" href="#main">Skip to main content</a>
        <header class="bar">
          <div class="wrap">
            <a class="brand" href="/"><img src="/icon.svg" alt="" width="32" height="32" />${site.name}</a>${bar}
          </div>
        </header>
        <main id="main" tabindex="-1">
          ${head}
          <div class="wrap body${isWide ? ' wide' : ''}">${body}</div>
        </main>
        ${foot}
      </body>
    </html>`;
