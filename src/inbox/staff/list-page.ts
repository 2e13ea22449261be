import { html } from 'hono/html';
import { formatInstant } from '#forms/deadline.ts';
import type { Form } from '#forms/form.ts';
import { nothing, page, type Html } from '../pages/layout.ts';
import { statuses, statusesOf, statusWords, type Status } from '../statuses.ts';
import type { Counts, StoredSubmission } from '../store.ts';
import { staffBar } from './bar.ts';
import { labelsHtml } from './labels.ts';
import { viewAddress, viewQuery, type ListView } from './list-filter.ts';
import { selectHtml } from './select.ts';

export interface Entry {
  submission: StoredSubmission;
  /** The applicant's name. */
  name: string;
}

export interface ListPageOptions {
  staff: string;
  /** May change them. */
  mayChange: boolean;
  mayExport: boolean;
  forms: readonly Form[];
  /** Ids of the rounds, newest first. */
  rounds: readonly string[];
  /** Names of the colleagues whose it may be. */
  colleagues: readonly string[];
  view: ListView;
  counts: Counts;
  entries: readonly Entry[];
  /** After which `seq` the next page begins; undefined on the last. */
  next: number | undefined;
  /** What the change did from which one comes; undefined where one comes from none. */
  done: string | undefined;
}

export function listPage(options: ListPageOptions): Html {
  const { staff, view, counts, entries, next, done } = options;
  return page({
    title: 'Inbox',
    bar: staffBar(staff),
    isWide: true,
    body: html`<h1>Inbox</h1>
      ${done === undefined ? nothing : html`<p class="note" role="status">${done}</p>`} ${countsHtml(counts, view)}
      ${filterHtml(options)} ${entries.length === 0 ? emptyHtml(view) : entriesHtml(options)}
      ${
        next === undefined
          ? nothing
          : html`<p>
              <a class="button quiet" href="${viewAddress(view, next)}"
                >Show ${view.order === 'oldest' ? 'newer' : 'older'}</a
              >
            </p>`
      }
      ${options.mayExport ? exportHtml(view) : nothing}`,
  });
}

function countsHtml(counts: Counts, { form }: ListView): Html {
  const count = (view: Partial<ListView>, number: number, words: string) =>
    html`<li>
      <a href="${viewAddress({ form, ...view })}"><strong>${number}</strong> ${words}</a>
    </li>`;
  return html`<ul class="counts" aria-label="Counts">
    ${count({}, counts.all, counts.all === 1 ? 'submission' : 'submissions')}
    ${count({ unread: true }, counts.unread, 'unread')} ${count({ status: 'late' }, counts.late, 'late')}
    ${count({ status: 'suspect' }, counts.suspect, counts.suspect === 1 ? 'suspect' : 'suspects')}
    ${count({ duplicates: true }, counts.duplicate, counts.duplicate === 1 ? 'duplicate' : 'duplicates')}
  </ul>`;
}

const filterHtml = ({ forms, rounds, colleagues, view }: ListPageOptions): Html =>
  html`<form class="filter" method="get" action="/inbox/" role="search" aria-label="Submissions">
    <p>
      <label for="q">Name, reference or any words</label>
      <input type="text" id="q" name="q" value="${view.words}" autocomplete="off" />
    </p>
    ${selectHtml({
      id: 'form',
      label: 'Form',
      value: view.form,
      options: [['', 'All'], ...forms.map(({ id, title }) => [id, title] as const)],
    })}
    ${selectHtml({
      id: 'status',
      label: 'Status',
      value: view.status,
      options: [['', 'All'], ...statuses.map((status) => [status, statusWords[status]] as const)],
    })}
    ${selectHtml({
      id: 'round',
      label: 'Round',
      value: view.round,
      options: [['', 'All'], ...rounds.map((round) => [round, round] as const)],
    })}
    ${selectHtml({
      id: 'assigned',
      label: 'Assigned to',
      value: view.assignedTo,
      options: [['', 'Anyone'], ...colleagues.map((name) => [name, name] as const)],
    })}
    ${selectHtml({
      id: 'order',
      label: 'Order',
      value: view.order,
      options: [
        ['newest', 'Newest first'],
        ['oldest', 'Oldest first'],
      ],
    })}
    <p><button class="button quiet">Show</button></p>
  </form>`;

const exportHtml = (view: ListView): Html =>
  html`<h2>Download</h2>
    <p>Everything of this form, status, round and colleague. What you download is not encrypted: keep it safe.</p>
    <form class="filter" method="post" action="/inbox/export/">
      <input type="hidden" name="view" value="${viewQuery({ ...view, words: '' })}" />
      ${selectHtml({
        id: 'format',
        label: 'Format',
        value: 'csv',
        options: [
          ['csv', 'CSV, for spreadsheets'],
          ['ndjson', 'NDJSON, unaltered'],
        ],
      })}
      <p><button class="button quiet">Download</button></p>
    </form>`;

const emptyHtml = (view: ListView): Html =>
  viewQuery({ ...view, order: 'newest' }) === ''
    ? html`<p class="empty">Nothing has been sent yet. What applicants send appears here at once.</p>`
    : html`<p class="empty">Nothing here matches. <a href="/inbox/">Show everything</a></p>`;

function entriesHtml(options: ListPageOptions): Html {
  if (!options.mayChange) return tableHtml(options);
  return html`<form method="post" action="/inbox/change/">
    <input type="hidden" name="view" value="${viewQuery(options.view)}" />
    ${tableHtml(options)}
    <fieldset class="filter bulk">
      <legend>Change the ticked ones</legend>
      ${selectHtml({
        id: 'to',
        label: 'New status',
        value: '',
        options: [
          ['', 'Choose one'],
          ...givable(options.forms).map((status) => [status, statusWords[status]] as const),
        ],
      })}
      <p class="choice">
        <input type="checkbox" id="tell" name="tell" value="yes" />
        <label for="tell">Tell the applicants by email, where there is a mail for it</label>
      </p>
      <p><button class="button quiet">Change</button></p>
    </fieldset>
  </form>`;
}

const givable = (forms: readonly Form[]): Status[] =>
  statuses.filter((status) => forms.some(({ id }) => statusesOf(id).includes(status)));

const tableHtml = (options: ListPageOptions): Html =>
  html`<table class="ledger">
    <caption class="hidden">
      Submissions, ${options.view.order} first
    </caption>
    <thead>
      <tr>
        ${options.mayChange ? html`<th scope="col"><span class="hidden">Tick</span></th>` : nothing}
        <th scope="col">Name</th>
        <th scope="col">Form</th>
        <th scope="col">Status</th>
        <th scope="col">Assigned to</th>
        <th scope="col">Reference</th>
        <th scope="col">Received</th>
      </tr>
    </thead>
    <tbody>
      ${options.entries.map((entry) => rowHtml(options, entry))}
    </tbody>
  </table>`;

function rowHtml({ forms, mayChange }: ListPageOptions, { submission, name }: Entry): Html {
  const { form, submissionId, reference, receivedAt, readAt, assignedTo } = submission;
  const title = forms.find(({ id }) => id === form)?.title ?? form;
  const tick = html`<td class="tick">
    <input type="checkbox" name="pick" value="${form}/${submissionId}" aria-label="Tick ${name}, ${reference}" />
  </td>`;
  return html`<tr${readAt === null ? html` class="unread"` : nothing}>
${mayChange ? tick : nothing}<th scope="row"><a href="/inbox/${form}/${submissionId}/">${name}</a>${readAt === null ? html` <span class="label mark">Unread</span>` : nothing}</th>
<td data-label="Form">${title}</td>
<td data-label="Status">${labelsHtml(submission)}</td>
<td data-label="Assigned to">${assignedTo ?? 'Nobody'}</td>
<td data-label="Reference"><code>${reference}</code></td>
<td data-label="Received"><time datetime="${receivedAt}">${formatInstant(receivedAt)}</time></td>
</tr>`;
}
