import { html } from 'hono/html';
import type { Html } from '../../pages/layout.ts';

interface TableOptions {
  /** Rows to read one by one, or numbers in columns. */
  kind?: 'ledger' | 'numbers';
  /** What the table is, for those who do not see what stands above it. */
  caption: string;
  /** The words at the head of each column; a column that needs more brings its own `<th>`. */
  heads: readonly (string | Html)[];
  rows: readonly Html[];
}

export const tableHtml = ({ kind = 'ledger', caption, heads, rows }: TableOptions): Html =>
  html`<table class="${kind}">
    <caption class="visually-hidden">
      ${caption}
    </caption>
    <thead>
      <tr>
        ${heads.map((head) => (typeof head === 'string' ? html`<th scope="col">${head}</th>` : head))}
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
