import { html } from 'hono/html';
import type { Html } from '../../pages/layout.ts';
import { tableHtml } from '../ui/table.ts';

interface ColumnsOptions {
  /** Says what the columns count: the name of the picture and the caption of the table. */
  title: string;
  /** Headings of the table's two columns. */
  heads: readonly [label: string, value: string];
  columns: readonly { label: string; value: number }[];
}

/** Returns a column chart with the same values as a table. */
export function columnsHtml({ title, heads, columns }: ColumnsOptions): Html {
  const most = Math.max(0, ...columns.map(({ value }) => value));
  const [first, last] = [columns[0]?.label ?? '', columns.at(-1)?.label ?? ''];
  return html`<figure class="chart">
    <svg
      viewBox="0 0 ${columns.length * 10} 100"
      preserveAspectRatio="none"
      role="img"
      aria-label="${title}: ${most === 0 ? 'none' : `at most ${most} in a day`}. The table has every number."
    >
      ${columns.map(({ value }, index) => {
        const height = value === 0 ? 0 : (value / most) * 100;
        return html`<rect x="${index * 10 + 1}" y="${100 - height}" width="8" height="${height}" />`;
      })}
    </svg>
    <figcaption>
      <span>${first}</span> <span>${most === 0 ? 'none came' : `most in a day: ${most}`}</span> <span>${last}</span>
    </figcaption>
    <details>
      <summary>As a table</summary>
      ${tableHtml({
        kind: 'numbers',
        caption: title,
        heads: [heads[0], heads[1]],
        rows: columns.map(
          ({ label, value }) =>
            html`<tr>
              <th scope="row">${label}</th>
              <td>${value}</td>
            </tr>`,
        ),
      })}
    </details>
  </figure>`;
}

/** Returns the name of a series after a sample of its bars. */
const keyHtml = (name: string, index: number): Html =>
  html`<span class="key"
    ><svg viewBox="0 0 1 1" aria-hidden="true"><rect class="series-${index + 1}" width="1" height="1" /></svg
    >${name}</span
  >`;

interface BarsOptions {
  caption: string;
  /** Heading of the first column. */
  label: string;
  /** Names of the values of a row, in order; each has bars of its own colour. */
  series: readonly string[];
  /** A number with an address becomes a link. */
  rows: readonly { label: string; values: readonly number[]; addresses?: readonly string[] }[];
}

const linkHtml = (value: number, address: string | undefined) =>
  address === undefined || value === 0 ? value : html`<a href="${address}">${value}</a>`;

/** Returns a table with a bar for each number. */
export function barsHtml({ caption, label, series, rows }: BarsOptions): Html {
  const most = Math.max(1, ...rows.flatMap(({ values }) => values));
  return html`<table class="numbers bars of-${series.length}">
    <caption>
      ${caption}
    </caption>
    <thead>
      <tr>
        <th scope="col">${label}</th>
        ${series.map((name, index) => html`<th scope="col">${series.length > 1 ? keyHtml(name, index) : name}</th>`)}
        <td></td>
      </tr>
    </thead>
    <tbody>
      ${rows.map(
        ({ label: row, values, addresses = [] }) =>
          html`<tr>
            <th scope="row">${row}</th>
            ${values.map((value, index) => html`<td>${linkHtml(value, addresses[index])}</td>`)}
            <td>
              <svg viewBox="0 0 100 ${values.length * 10}" preserveAspectRatio="none" aria-hidden="true">
                ${values.map(
                  (value, index) =>
                    html`<rect
                      class="series-${index + 1}"
                      y="${index * 10 + 1}"
                      width="${(value / most) * 100}"
                      height="8"
                    />`,
                )}
              </svg>
            </td>
          </tr>`,
      )}
    </tbody>
  </table>`;
}
