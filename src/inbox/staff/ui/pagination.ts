import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';

/** Rows of one page of a long list. */
export const pageLength = 50;

/** Where one is in a long list. */
export interface PagePosition {
  page: number;
  pages: number;
  /** Of all rows. */
  count: number;
}

/** The page that an address names; the first where it names none. */
export const pageIn = (asked: string | undefined): number =>
  /^\d{1,9}$/.test(asked ?? '') ? Math.max(Number(asked), 1) : 1;

/** The page that was asked for, or the nearest there is. */
export function pagePosition(asked: string | undefined, count: number): PagePosition {
  const pages = Math.max(1, Math.ceil(count / pageLength));
  return { page: Math.min(pageIn(asked), pages), pages, count };
}

/** Ways to the other pages: both neighbours, both ends and those around; nothing where there is one page. */
export function paginationHtml({ page, pages }: PagePosition, address: (page: number) => string): Html {
  if (pages === 1) return nothing;
  const near = Array.from({ length: pages }, (_, index) => index + 1).filter(
    (each) => each === 1 || each === pages || Math.abs(each - page) <= 1,
  );
  const gap = (each: number, index: number) => index > 0 && each - (near[index - 1] ?? 0) > 1;
  return html`<nav class="pages" aria-label="Pages">
    ${page > 1 ? html`<a rel="prev" href="${address(page - 1)}">Previous<span class="hidden"> page</span></a>` : nothing}
    <ol>
      ${near.map(
        (each, index) =>
          html`${gap(each, index) ? html`<li aria-hidden="true">…</li>` : nothing}
            <li>
              <a href="${address(each)}" ${each === page ? html` aria-current="page"` : nothing}
                ><span class="hidden">Page </span>${each}</a
              >
            </li>`,
      )}
    </ol>
    ${page < pages ? html`<a rel="next" href="${address(page + 1)}">Next<span class="hidden"> page</span></a>` : nothing}
  </nav>`;
}
