import { html, raw } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import { site } from '#site';

/** Escaped HTML. Values put into `html` are escaped; pages never use `raw` on what was sent. */
export type Html = HtmlEscapedString | Promise<HtmlEscapedString>;

export const nothing: Html = raw('');

export interface PageOptions {
  /** What stands before the site's name in the title. */
  title: string;
  body: Html;
  /** Shown in the bar beside the site's name. */
  bar?: Html;
  /** Fills a wide screen, for lists. */
  isWide?: boolean;
}

/** A page made by the server: no script, one style sheet, the site's look. */
export const page = ({ title, body, bar = nothing, isWide = false }: PageOptions): Html =>
  html`<!doctype html>
    <html lang="${site.language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – ${site.name}</title>
        <link rel="icon" href="/icon.svg" />
        <link rel="stylesheet" href="/inbox/style.css" />
      </head>
      <body>
        <a class="skip" href="#main">Skip to the main content</a>
        <header class="bar">
          <div class="wrap"><a class="brand" href="/">${site.name}</a>${bar}</div>
        </header>
        <main id="main" class="wrap${isWide ? ' wide' : ''}" tabindex="-1">${body}</main>
      </body>
    </html>`;
