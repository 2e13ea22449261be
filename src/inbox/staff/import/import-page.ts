import { numberWords } from '#forms/in-words.ts';
import { html } from 'hono/html';
import { displayLines } from '#forms/display.ts';
import { formatInstant } from '#forms/dates/deadline.ts';
import { phones } from '#forms/formats/phone-rules.ts';
import { optionsOf, wordsFor, type Field, type Form } from '#forms/form.ts';
import { readWords } from '#forms/form.ts';
import { problemHtml } from '../../pages/input.ts';
import { hiddenHtml } from '../../pages/hidden.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { optionHtml } from '../../pages/option.ts';
import { eachProblemOnce, emailOf, leavingWords, placeWords, type ImportPlan } from '../../services/import/import.ts';
import { headingOf, importedFields, type CellProblem, type SheetRow } from '../../services/import/read-sheet.ts';
import { undoMinutes } from '../../undo.ts';
import { statusWords, type Status } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { StoredImport } from '../../stores/store.ts';
import { nameOf } from '../../submissions/name-of.ts';
import { staffName } from '../actor.ts';
import { sentenceWords } from '../matching-bench/words.ts';
import { summaryOf } from '../submissions/summary.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { countWords } from '../../count-words.ts';
import { newsHtml } from '../../pages/news.ts';
import { tableHtml } from '../ui/table.ts';

interface ChoosePageOptions {
  bar: Html;
  form: Form;
  imports: readonly StoredImport[];
  problem: string | undefined;
}

export const choosePage = ({ bar, form, imports, problem }: ChoosePageOptions): Html =>
  page({
    title: problem === undefined ? 'Import mentors' : 'Error: Import mentors',
    bar,
    body: html`<p><a href="/inbox/?form=mentor">Mentors in the inbox</a></p>
      <h1>Import mentors</h1>
      ${problemHtml({ field: 'file', message: problem })}
      <p>
        Mentors of an earlier year, from a spreadsheet with one row for each. First you see what would be added; nothing
        is stored and nobody is written to until you say so.
      </p>
      ${uploadHtml(form)} ${columnsHtml(form)}
      ${
        imports.length === 0
          ? nothing
          : html`<h2>Imported before</h2>
              <ul>
                ${imports.map(
                  ({ importId, made, count, undone }) =>
                    html`<li>
                      <a href="/inbox/import/${importId}/"
                        >${sentenceWords(countWords(count, 'mentor'))}, ${shortTimeHtml(made.at)}</a
                      >, by ${staffName(made.actor)}${undone ? '; undone' : ''}
                    </li>`,
                )}
              </ul>`
      }`,
  });

const uploadHtml = (form: Form): Html =>
  html`<form method="post" action="/inbox/import/" enctype="multipart/form-data">
    <div class="field">
      <label for="file">The file</label>
      <p class="hint" id="file-hint">
        A spreadsheet saved as CSV, with commas, semicolons or tabs. For a new one,
        <a href="/inbox/import/mentors.csv" download>download the headings</a>. A file downloaded from this inbox can be
        imported too.
      </p>
      <input type="file" id="file" name="file" accept=".csv,.txt,.tsv,text/csv" aria-describedby="file-hint" required />
    </div>
    ${vouchHtml(form)}
    <p><button class="button">Look at it</button></p>
  </form>`;

/** Says what the mentors would agree to if they sent the form themselves, because the team vouches for it. */
function vouchHtml(form: Form): Html {
  const agreed = importedFields(form).find(({ name }) => name === 'agreed');
  return html`<fieldset class="field">
    <legend>What you vouch for</legend>
    <p>Whoever sends the form agrees to this. Nobody in your file has seen it on the form, so you answer for them:</p>
    ${
      agreed
        ? html`<blockquote>
            <p>${wordsFor(agreed.label, {})}</p>
            ${agreed.read ? html`<p><a href="${agreed.read.href}" target="_blank">${readWords(agreed.read.title)}</a></p>` : nothing}
          </blockquote>`
        : nothing
    }
    <p>
      Each row says until when their details may be kept. On that day they are erased, as those of everybody who sent
      the form. On their own page they can change, save and erase what is held of them.
    </p>
    ${optionHtml({
      id: 'vouch',
      label: 'Everybody in the file has agreed to this, and to the date in their row',
      attributes: html`required`,
    })}
  </fieldset>`;
}

const columnsHtml = (form: Form): Html =>
  html`<details>
    <summary>The columns, and what each can say</summary>
    <p>
      In any order, headed by the word here or by the question of the form. Where several answers can be given, put “;”
      between them.
    </p>
    ${tableHtml({
      caption: 'The columns of the file',
      heads: ['Column', 'What it says'],
      rows: importedFields(form).map(
        (field) =>
          html`<tr>
            <th scope="row">${headingOf(field)}</th>
            <td>${fieldWords(field)}</td>
          </tr>`,
      ),
    })}
  </details>`;

function fieldWords(field: Field): string {
  const labels = optionsOf(field).map(({ label }) => label);
  const { choices, maxLength, minLength } = field;
  const what =
    field.kind === 'confirm'
      ? 'Yes. Where it is empty, you vouch for it'
      : field.kind === 'term'
        ? `A day such as 2027-12-31, or ${labels.join(', ')}`
        : labels.length > 0
          ? `${choices && choices.max > 1 ? (choices.max < labels.length ? `Up to ${String(choices.max)} of these` : 'One or more of these') : 'One of these'}: ${labels.join('; ')}`
          : field.kind === 'zone'
            ? `A country or a big city; empty for ${field.default ?? ''}`
            : minLength === undefined
              ? maxLength === undefined
                ? wordsFor(field.label, {})
                : `Up to ${numberWords(maxLength)} characters`
              : `From ${String(minLength)} to ${numberWords(maxLength ?? 0)} characters`;
  const may = field.optional ? '. May be empty' : '';
  const when = field.when ? `. Only ${field.when.words}` : '';
  return `${what}${when}${may}.`;
}

interface ImportPreviewOptions {
  bar: Html;
  form: Form;
  plan: ImportPlan;
  /** The file, for the request that adds it. */
  packed: string;
  importId: string;
  code: string;
  /** True if the site has a mail that tells of an import. */
  mayTell: boolean;
  tell: boolean;
  news: string | undefined;
}

export function importPreviewPage(options: ImportPreviewOptions): Html {
  const { bar, form, plan, news } = options;
  const { fresh, there, problems } = plan;
  const isRefused = problems.length > 0;
  return page({
    title: isRefused ? 'Error: Import mentors' : 'Import mentors',
    bar,
    isWide: true,
    body: html`<p><a href="/inbox/import/">Import mentors</a></p>
      <h1>
        ${isRefused ? 'Nothing was added' : fresh.length === 0 ? 'Nobody to add' : `Add ${countWords(fresh.length, 'mentor')}?`}
      </h1>
      ${newsHtml(news)} ${isRefused ? html`${problemsHtml(problems)} ${uploadHtml(form)}` : addHtml(options)}
      ${
        isRefused || fresh.length === 0
          ? nothing
          : html`<h2>Would be added</h2>
              ${rowsHtml(
                'Would be added',
                'Work',
                fresh.map((row) => ({
                  row,
                  name: nameOf(row),
                  last: html`${summaryOf('mentor', row)} ${rowHtml(form, row)}`,
                })),
              )}`
      }
      ${
        isRefused || there.length === 0
          ? nothing
          : html`<h2>In the inbox already</h2>
              <p>They have the same address, and are left as they are.</p>
              ${rowsHtml(
                'In the inbox already',
                'Status',
                there.map(({ row, submission }) => ({
                  row,
                  name: html`<a href="/inbox/${subjectOf(submission)}/">${nameOf(row)}</a>`,
                  last: statusWords[submission.status],
                })),
              )}`
      }`,
  });
}

/** How many problems are listed; the number of the others is said. */
const mostListed = 200;

function problemsHtml(problems: readonly CellProblem[]): Html {
  const listed = eachProblemOnce(problems);
  return html`<div class="summary" role="alert" data-error-summary tabindex="-1">
      <h2>${listed.length === 1 ? 'One thing' : `${numberWords(listed.length)} things`} to mend</h2>
      <p>
        Mend ${listed.length === 1 ? 'it' : 'them'} in the spreadsheet, save it as CSV, and choose it again below. The
        form says what it would say to the mentor.
      </p>
    </div>
    ${tableHtml({
      caption: 'What to mend',
      heads: ['Where', 'It says', 'What to do'],
      rows: listed.slice(0, mostListed).map(
        (problem) =>
          html`<tr>
            <th scope="row">${placeWords(problem)}</th>
            <td data-label="It says" dir="auto">
              ${problem.value.trim() === '' ? html`<span class="hint">Nothing</span>` : shortened(problem.value)}
            </td>
            <td>${problem.message}.</td>
          </tr>`,
      ),
    })}
    ${
      listed.length > mostListed
        ? html`<p>And ${numberWords(listed.length - mostListed)} more, listed once these are mended.</p>`
        : nothing
    }`;
}

const shortened = (text: string) => (text.length > 80 ? `${Array.from(text).slice(0, 80).join('')}…` : text);

function addHtml({ plan, packed, importId, code, mayTell, tell }: ImportPreviewOptions): Html {
  const { fresh, leftOut, leaving, doubt } = plan;
  if (fresh.length === 0)
    return html`<p>Everybody in the file is in the inbox already. <a href="/inbox/import/">Choose another file</a></p>`;
  return html`<form method="post" action="/inbox/import/" enctype="multipart/form-data">
    ${hiddenHtml({ packed, id: importId, code, vouch: 'yes' })}
    <p>
      They come in as new, to be looked at like everybody else. Until somebody works with one of them, you can take all
      out again.
    </p>
    ${doubt === undefined ? nothing : html`<p class="note">${doubt}</p>`}
    ${leaving === undefined ? nothing : html`<p class="note">${leavingWords(leaving)}</p>`}
    ${
      leftOut.length === 0
        ? nothing
        : optionHtml({
            id: 'leave',
            label: `Leave out ${leftOut.map((heading) => `“${heading}”`).join(', ')}: the form has no such question${leftOut.length === 1 ? '' : 's'}`,
            attributes: html`required`,
          })
    }
    ${
      mayTell
        ? optionHtml({
            id: 'tell',
            label: `Tell each of them by email, with the link to their own page. It goes out after ${undoMinutes} minutes`,
            isChecked: tell,
          })
        : html`<p class="hint">
            Nobody is told. To write to them afterwards, use “Write to all” under the list of mentors.
          </p>`
    }
    <p class="actions">
      <button class="button" name="act" value="add">Add ${countWords(fresh.length, 'mentor')}</button>
      <a href="/inbox/import/">Cancel</a>
    </p>
  </form>`;
}

/** All answers of a row, as they would be stored. */
const rowHtml = (form: Form, { answers }: SheetRow): Html =>
  html`<details>
    <summary>All answers</summary>
    <ul>
      ${importedFields(form)
        .map((field) => ({ field, lines: displayLines(field, answers[field.name], phones) }))
        .filter(({ field, lines }) => answers[field.name] !== undefined && lines.length > 0)
        .map(({ field, lines }) => html`<li>${headingOf(field)}: ${lines.join('; ')}</li>`)}
    </ul>
  </details>`;

/** @param title of the last column */
const rowsHtml = (
  caption: string,
  title: string,
  rows: readonly { row: SheetRow; name: string | Html; last: string | Html }[],
): Html =>
  tableHtml({
    caption,
    heads: ['Name', 'Row', 'Address', title],
    rows: rows.map(
      ({ row, name, last }) =>
        html`<tr>
          <th scope="row">${name}</th>
          <td data-label="Row">${row.number}</td>
          <td>${emailOf(row)}</td>
          <td dir="auto">${last}</td>
        </tr>`,
    ),
  });

/** Somebody of an import who is still stored. */
export interface ImportedPerson {
  path: string;
  name: string;
  status: Status;
  isUntouched: boolean;
}

interface ImportedPageOptions {
  bar: Html;
  stored: StoredImport;
  people: readonly ImportedPerson[];
  isNew: boolean;
}

export function importedPage({ bar, stored, people: all, isNew }: ImportedPageOptions): Html {
  const { importId, made, count, undone } = stored;
  const untouched = all.filter(({ isUntouched }) => isUntouched).length;
  const others = all.length - untouched;
  return page({
    title: `Import of ${countWords(count, 'mentor')}`,
    bar,
    body: html`<p><a href="/inbox/import/">Import mentors</a></p>
      <h1>Import of ${countWords(count, 'mentor')}</h1>
      ${isNew && !undone ? html`<p class="note" role="status">${sentenceWords(countWords(count, 'mentor'))} added.</p>` : nothing}
      <p>Added by ${staffName(made.actor)}, ${formatInstant(made.at)}.</p>
      ${
        undone
          ? html`<p class="note">
              Undone by ${staffName(undone.actor)}, ${formatInstant(undone.at)}.
              ${all.length === 0 ? 'Nobody of it is left.' : 'Those below had been worked with, and stay.'}
            </p>`
          : untouched === 0
            ? nothing
            : html`<section class="panel">
                <h2>Undo it</h2>
                <p>
                  ${
                    others === 0
                      ? 'Takes all of them out, with everything that is held of them. Mails that still wait are not sent.'
                      : `Takes out those nobody has worked with, with everything that is held of them. ${others === 1 ? 'One stays' : `${String(others)} stay`}: to take ${others === 1 ? 'that one' : 'those'} out, erase each person.`
                  }
                </p>
                <form method="post" action="/inbox/import/${importId}/">
                  <p><button class="button quiet">Undo: take out ${countWords(untouched, 'mentor')}</button></p>
                </form>
              </section>`
      }
      ${
        all.length === 0
          ? nothing
          : html`<h2>Who it brought</h2>
              <ul>
                ${all.map(
                  ({ path, name, status, isUntouched }) =>
                    html`<li>
                      <a href="${path}">${name}</a>, ${statusWords[status]}${isUntouched ? '' : ', worked with'}
                    </li>`,
                )}
              </ul>`
      }`,
  });
}
