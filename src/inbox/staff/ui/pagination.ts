import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';

/** Number of rows on one page of a long list. */
export const pageLength = 50;

/** The current page of a long list. */
export interface PagePosition {
  page: number;
  pages: number;
  /** Number of all rows. */
  count: number;
}

/** Reads a page number from an address; 1 if there is none. */
export const readPageNumber = (requested: string | undefined): number =>
  /^\d{1,9}$/.test(requested ?? '') ? Math.max(Number(requested), 1) : 1;

/** Returns the requested page, or the nearest one that exists. */
export function pagePosition(requested: string | undefined, count: number): PagePosition {
  const pages = Math.max(1, Math.ceil(count / pageLength));
  return { page: Math.min(readPageNumber(requested), pages), pages, count };
}

/** Returns links to the first page, the last, and those next to the current one; nothing if there is only one page. */
export function paginationHtml({ page, pages }: PagePosition, address: (page: number) => string): Html {
  if (pages === 1) return nothing;
  const shown = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (each) => each === 1 || each === pages || Math.abs(each - page) <= 1,
  );
  const gap = (each: number, index: number) => index > 0 && each - (shown[index - 1] ?? 0) > 1;
  return html`<nav class="pages" aria-label="Pages">
    ${page > 1 ? html`<a rel="prev" href="${address(page - 1)}">Previous<span class="visually-hidden"> page</span></a>` : nothing}
    <ol role="list">
      ${shown.map(
        (each, index) =>
          html`${gap(each, index) ? html`<li aria-hidden="true">…</li>` : nothing}
            <li>
              <a href="${address(each)}" ${each === page ? html` aria-current="page"` : nothing}
                ><span class="visually-hidden">Page </span>${each}</a
              >
            </li>`,
      )}
    </ol>
    ${page < pages ? html`<a rel="next" href="${address(page + 1)}">Next<span class="visually-hidden"> page</span></a>` : nothing}
  </nav>`;
}
