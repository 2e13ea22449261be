import type { Context } from 'hono';
import { html } from 'hono/html';
import { dayWords } from '#forms/dates/calendar.ts';
import { currentRound, formatInstant } from '#forms/dates/deadline.ts';
import type { AppEnv, Services } from '../../env.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { least } from '../../services/report/hide-small.ts';
import type { ReportTable } from '../../services/report/report-table.ts';
import { reportOf, type RoundReport } from '../../services/report/round-report.ts';
import { recordAction } from '../actor.ts';
import { staffBar } from '../ui/bar.ts';
import { missingPage } from '../ui/missing-page.ts';
import { tableHtml } from '../ui/table.ts';
import { selectHtml } from '../ui/select.ts';

/** Shows the figures of one round, the current one unless another is chosen. */
export async function showReport(c: Context<AppEnv>, services: Services): Promise<Response> {
  const { rounds, clock } = services;
  const asked = c.req.query('round');
  const round = asked === undefined ? currentRound(rounds, clock()) : rounds.find(({ id }) => id === asked);
  if (!round && asked !== undefined) return c.html(missingPage, 404);
  await recordAction(c, services, 'report viewed', round ? `round/${round.id}` : 'inbox');
  return c.html(
    page({
      title: round ? `Report of ${round.title}` : 'Report',
      bar: staffBar(c),
      isWide: true,
      body: html`<h1>${round ? `Report of ${round.title}` : 'Report'}</h1>
        ${
          round === undefined
            ? html`<p class="empty">No round has been announced yet. Each is a file in content/rounds.</p>`
            : html`<form class="filter no-print" method="get" action="/inbox/report/">
                  ${selectHtml(
                    'round',
                    'Round',
                    rounds.toReversed().map(({ id, title }) => [id, title] as const),
                    round.id,
                  )}
                  <p><button class="button quiet">Show</button></p>
                  <p><a href="/inbox/report/${round.id}.xlsx">Download for a spreadsheet (.xlsx)</a></p>
                </form>
                <p class="hint">
                  As of ${formatInstant(clock().toISOString())}. Mentoring from ${dayWords(round.cycleStarts, true)} to
                  ${dayWords(round.cycleEnds, true)}. ${betweenReports}
                </p>
                <div class="report">${reportHtml(await reportOf(services, round))}</div>
                <p class="hint">${hiddenNote}</p>`
        }`,
    }),
  );
}

/** The differences of two reports would reveal what each of them hides. */
const betweenReports =
  'Pass on one report of this round, after its end: two of different days show by their difference who came, answered or was erased between them.';

const hiddenWords = 'hidden';

const reportHtml = ({ sections, tables }: RoundReport): Html =>
  html`${sections.map(
    ({ title, figures }) =>
      html`<section>
        <h2>${title}</h2>
        <table class="numbers">
          <caption class="visually-hidden">
            ${title}
          </caption>
          <tbody>
            ${figures.map(
              ({ label, value, note }) =>
                html`<tr>
                  <th scope="row">
                    ${label}${note === undefined ? nothing : html` <span class="hint">(${note})</span>`}
                  </th>
                  <td>${value ?? '–'}</td>
                </tr>`,
            )}
          </tbody>
        </table>
      </section>`,
  )}
  ${tables.map(sectionHtml)}`;

const sectionHtml = (table: ReportTable): Html =>
  html`<section>
    <h2>${table.title}</h2>
    ${
      table.rows.length === 0
        ? nothing
        : tableHtml({
            kind: 'numbers',
            caption: table.title,
            heads: [table.rowHead, ...table.columns],
            rows: table.rows.map(
              ({ label, values }) =>
                html`<tr>
                  <th scope="row">${label}</th>
                  ${values.map((value) => html`<td>${value ?? hiddenWords}</td>`)}
                </tr>`,
            ),
          })
    }
    ${table.hidden === 0 ? nothing : html`<p>${hiddenRowsWords(table)}</p>`}
  </section>`;

/** Returns one sentence in place of the rows that show no number. */
function hiddenRowsWords({ rowHead, rows, hidden }: ReportTable): string {
  // Each row counts those who gave one answer of a list: they are not so many answers.
  const [one, many] = rowHead === 'Answer' ? ['kind of answer', 'kinds of answer'] : ['group', 'groups'];
  if (rows.length > 0) return `${String(hidden)} more ${hidden === 1 ? `${one} is` : `${many} are`} hidden.`;
  return hidden === 1 ? `The only ${one} is hidden.` : `All ${String(hidden)} ${many} are hidden.`;
}

const hiddenNote = `Numbers below ${String(least)} are hidden in the tables of groups and answers, and others with them, so that no difference reveals them.`;

/** Sends the same figures as a spreadsheet: numbers as numbers, a sheet for the round and one for each table. */
export async function downloadReport(c: Context<AppEnv>, services: Services): Promise<Response> {
  const id = /^([\w-]+)\.xlsx$/.exec(c.req.param('file') ?? '')?.[1];
  const round = services.rounds.find((each) => each.id === id);
  if (!round) return c.html(missingPage, 404);
  await recordAction(c, services, 'report exported', `round/${round.id}`);
  const { sections, tables } = await reportOf(services, round);
  const head = (...words: string[]) => words.map((value) => ({ value, fontWeight: 'bold' as const }));
  const text = (value: string) => ({ type: String, value });
  const number = (value: number | null) =>
    value === null ? { type: String, value: hiddenWords } : { type: Number, value };
  const sheets = [
    {
      sheet: 'Round',
      columns: [{ width: 45 }, { width: 12 }, { width: 45 }],
      data: [
        head(round.title, '', ''),
        ...sections.flatMap(({ title, figures }) => [
          head(title, '', ''),
          ...figures.map(({ label, value, note }) => [
            text(label),
            value === null ? null : number(value),
            note === undefined ? null : text(note),
          ]),
        ]),
      ],
    },
    ...tables.map((table) => {
      const { title, rowHead, columns, rows, hidden } = table;
      const sentence = (words: string) => [text(words), ...columns.map(() => null)];
      return {
        sheet: title.slice(0, 31),
        columns: [{ width: 45 }, ...columns.map(() => ({ width: 12 }))],
        data: [
          head(rowHead, ...columns),
          ...rows.map(({ label, values }) => [text(label), ...values.map(number)]),
          ...(hidden === 0 ? [] : [sentence(hiddenRowsWords(table))]),
          sentence(hiddenNote),
        ],
      };
    }),
  ];
  // Loaded when it is needed: it takes memory that a running inbox does not need.
  const { default: writeExcelFile } = await import('write-excel-file/node');
  const file = await writeExcelFile(sheets).toBuffer();
  c.header('Content-Disposition', `attachment; filename="round-${round.id}.xlsx"`);
  return c.body(new Uint8Array(file), 200, {
    'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  });
}
