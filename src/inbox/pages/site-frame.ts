/** Header and footer of the site, for the pages that the server renders for its readers. */
import { readFileSync } from 'node:fs';
import { html, raw } from 'hono/html';
import { ownPage } from '#forms/scheme-paths.ts';
import { site } from '#site';
import { nothing, type Html } from './layout.ts';

const drawings = new Map<string, Html>();

/** Returns a drawing of the site, which is read once. @param name a file in src/drawings */
export function drawing(name: string): Html {
  const read = drawings.get(name) ?? raw(readFileSync(`src/drawings/${name}.svg`, 'utf8'));
  drawings.set(name, read);
  return read;
}

const linksHtml = (links: typeof site.menu): Html =>
  html`${links.map(({ label, href }) => html`<a href="${href}">${label}</a>`)}`;

/** What stands in the bar beside the site's name. */
export const siteBar: Html =
  site.menu.length === 0
    ? nothing
    : html`<nav class="main-nav" aria-label="Main">${linksHtml(site.menu)}</nav>
        <details class="menu">
          <summary>Menu</summary>
          <nav aria-label="Menu">${linksHtml(site.menu)}</nav>
        </details>`;

/** The last lines of a page. */
export const siteFoot: Html = html`<footer class="foot">
  <div class="wrap">
    <p>${site.organisation.name}</p>
    <nav aria-label="Footer">
      <ul role="list">
        ${[...site.footer, ownPage].map(({ label, href }) => html`<li><a href="${href}">${label}</a></li>`)}
      </ul>
    </nav>
  </div>
</footer>`;
