import type { Round } from '#forms/dates/deadline.ts';
import { html } from 'hono/html';
import { topics } from '#forms/contact.ts';
import { modes, sectors } from '#forms/options.ts';
import type { Form } from '#forms/form.ts';
import type { QuestionStage } from '../../services/questions/question.ts';
import { nothing, page, type Html } from '../../pages/layout.ts';
import { optionHtml } from '../../pages/option.ts';
import { statuses, statusesOf, statusWords, type Status } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { Counts, StoredSubmission } from '../../stores/store.ts';
import { nobody, selectionOf } from './selection.ts';
import {
  isNarrow,
  linkFilterOf,
  linkFilterWords,
  orders,
  orderWords,
  viewAddress,
  viewQuery,
  type ListView,
  type Order,
} from './list-filter.ts';
import { returnToFrom, type ReturnTo } from './return-to.ts';
import { countHtml, submissionCountsHtml } from './counts.ts';
import { paginationHtml, type PagePosition } from '../ui/pagination.ts';
import { askedHtml, deadlineHtml, labelsHtml, reportHtml } from './labels.ts';
import { selectHtml } from '../ui/select.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { newsHtml } from '../../pages/news.ts';
import { tableHtml } from '../ui/table.ts';

/** Selected rows and chosen values of a bulk action that was refused, or is chosen anew. */
export interface BulkSelection {
  to: Status | undefined;
  who: string | undefined;
  tell: boolean;
  /** Subjects of the selected submissions: form and id. */
  picked: ReadonlySet<string>;
}

export interface ListRow {
  submission: StoredSubmission;
  isUnread: boolean;
  name: string;
  /** Returned by `summaryOf`. */
  about: string;
  /** Day by which the applicant needs an answer. */
  deadline: string | undefined;
  /** It reports that something is wrong. */
  isReport: boolean;
  /** The last day for a mentor's answer to a question about it. */
  answerBy: string | undefined;
  /** Where a question stands. */
  stage: QuestionStage | undefined;
}

interface ListPageOptions {
  bar: Html;
  mayChange: boolean;
  mayExport: boolean;
  /** True if this site takes mentors. */
  mayImport: boolean;
  forms: readonly Form[];
  /** Newest first. */
  rounds: readonly Round[];
  /** Names for the filter and for assigning. */
  colleagues: readonly string[];
  view: ListView;
  counts: Counts;
  entries: readonly ListRow[];
  now: Date;
  position: PagePosition;
  /** Message about the last bulk action; undefined if there was none. */
  done: string | undefined;
  selection: BulkSelection | undefined;
}

export function listPage(options: ListPageOptions): Html {
  const { bar, view, counts, entries, position, done } = options;
  return page({
    title: 'Inbox',
    bar,
    isWide: true,
    body: html`<h1>Inbox</h1>
      ${newsHtml(done)} ${countsHtml(counts, view)} ${filterHtml(options)}
      ${entries.length === 0 ? emptyHtml(view) : html`${foundHtml(options)} ${entriesHtml(options)}`}
      ${paginationHtml(position, (number) => viewAddress(view, number))}
      ${options.mayChange && position.count > 0 && isNarrow(view) ? writeHtml(view, position.count) : nothing}
      ${options.mayChange && options.mayImport ? importHtml : nothing} ${options.mayExport ? exportHtml(view) : nothing}`,
  });
}

const countsHtml = (counts: Counts, { form }: ListView): Html =>
  html`<ul class="counts" role="list" aria-label="Counts">
    ${countHtml({ form }, counts.all, counts.all === 1 ? 'submission' : 'submissions')}
    ${submissionCountsHtml(counts, { form })}
  </ul>`;

const filterHtml = ({ forms, rounds, colleagues, view }: ListPageOptions): Html =>
  html`<form class="filter" method="get" action="/inbox/" role="search" aria-label="Submissions">
    ${[...new URLSearchParams(viewQuery(linkFilterOf(view)))].map(
      ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
    )}
    <p>
      <label for="q">Name, reference or any words</label>
      <input type="text" id="q" name="q" value="${view.words}" autocomplete="off" />
    </p>
    ${selectHtml('form', 'Form', [['', 'All'], ...forms.map(({ id, title }) => [id, title] as const)], view.form)}
    ${selectHtml('status', 'Status', [['', 'All'], ...statuses.map((status) => [status, statusWords[status]] as const)], view.status)}
    ${selectHtml(
      'order',
      'Order',
      orders.map((order) => [order, orderWords[order]] as const),
      view.order,
    )}
    <p><button class="button quiet">Show</button></p>
    <details class="more" ${isMore(view) ? html` open` : nothing}>
      <summary>More to choose from</summary>
      <div class="filter">${moreHtml(rounds, colleagues, view)}</div>
    </details>
  </form>`;

const isMore = ({ round, assignedTo, sector, mode, topic }: ListView) =>
  [round, assignedTo, sector, mode, topic].some((chosen) => chosen !== undefined);

const moreHtml = (rounds: readonly Round[], colleagues: readonly string[], view: ListView): Html =>
  html`${selectHtml('round', 'Round', [['', 'All'], ...rounds.map(({ id, title }) => [id, title] as const)], view.round)}
  ${selectHtml('assigned', 'Assigned to', [['', 'Anyone'], ...colleagues.map((name) => [name, name] as const)], view.assignedTo)}
  ${selectHtml('sector', 'Sector', [['', 'All'], ...sectors.map(({ value, label }) => [value, label] as const)], view.sector)}
  ${selectHtml('mode', 'Can meet', [['', 'In any way'], ...modes.map(({ value, label }) => [value, label] as const)], view.mode)}
  ${selectHtml('topic', 'Message about', [['', 'Anything'], ...topics.map(({ value, label }) => [value, label] as const)], view.topic)}`;

const writeHtml = (view: ListView, count: number): Html =>
  html`<p>
    <a href="/inbox/mail/?${viewQuery(view)}">Write to ${count === 1 ? 'the one' : `all ${String(count)}`} found</a>
  </p>`;

const importHtml: Html = html`<p>
  Mentors of an earlier year: <a href="/inbox/import/">import them from a spreadsheet</a>
</p>`;

const exportHtml = (view: ListView): Html =>
  html`<h2>Download</h2>
    <p>Everything that this list finds, on all its pages. What you download is not encrypted: keep it safe.</p>
    <form class="filter" method="post" action="/inbox/export/">
      <input type="hidden" name="view" value="${viewQuery(view)}" />
      ${selectHtml(
        'format',
        'Format',
        [
          ['csv', 'CSV, for spreadsheets'],
          ['ndjson', 'NDJSON, unaltered'],
        ],
        'csv',
      )}
      <p><button class="button quiet">Download</button></p>
    </form>`;

/** Returns the number of submissions on all pages, and the filters that a link has set. */
function foundHtml({ view, position: { count, page, pages } }: ListPageOptions): Html {
  const linkFilters = linkFilterWords(view);
  const { words, form, status, round, assignedTo, sector, mode, topic, order } = view;
  const wider = viewAddress({ words, form, status, round, assignedTo, sector, mode, topic, order });
  return html`<p class="hint">
    ${count} found${pages === 1 ? '' : `, page ${page} of ${pages}`}.
    ${linkFilters.length === 0 ? nothing : html`Only: ${linkFilters.join('; ')}. <a href="${wider}">Show the others too</a>`}
  </p>`;
}

const emptyHtml = (view: ListView): Html =>
  isNarrow(view)
    ? html`<p class="empty">Nothing here matches. <a href="/inbox/">Show everything</a></p>`
    : html`<p class="empty">Nothing has been sent yet. What applicants send appears here at once.</p>`;

function entriesHtml(options: ListPageOptions): Html {
  const { selection } = options;
  if (!options.mayChange) return submissionsHtml(options);
  return html`<form method="post" action="/inbox/change/">
    <input type="hidden" name="view" value="${viewQuery(options.view, options.position.page)}" />
    ${submissionsHtml(options)}
    <p class="to-bulk"><a href="#bulk" accesskey="c">Change the ticked ones</a></p>
    <fieldset class="filter bulk" id="bulk" tabindex="-1">
      <legend>Change the ticked ones</legend>
      ${optionHtml({ id: 'all', label: `All ${options.entries.length} on this page` })}
      ${selectHtml(
        'to',
        'New status',
        [
          ['', 'As it is'],
          ...assignableStatuses(options.entries).map((status) => [status, statusWords[status]] as const),
        ],
        selection?.to,
      )}
      ${selectHtml('who', 'Assign to', [['', 'As it is'], [nobody, 'Nobody'], ...options.colleagues.map((name) => [name, name] as const)], selection?.who)}
      ${optionHtml({
        id: 'tell',
        label: 'Tell every applicant who is ticked of the new status by email',
        isChecked: selection?.tell ?? false,
        attributes: html`aria-describedby="tell-hint"`,
      })}
      <p class="hint" id="tell-hint">
        You see the mails before anything is saved, and who cannot be told and why. One alone is changed and told at
        once.
      </p>
      <p><button class="button quiet">Change</button></p>
    </fieldset>
  </form>`;
}

/** Returns the statuses that those on the page can be given. */
const assignableStatuses = (entries: readonly ListRow[]): Status[] =>
  statuses.filter((status) => entries.some(({ submission }) => statusesOf(submission.form).includes(status)));

/** Returns the table of one page of the list, with checkboxes for officers and admins. */
function submissionsHtml(options: ListPageOptions): Html {
  const returnTo = returnToFrom(options.view, options.position.page);
  return tableHtml({
    caption: `Submissions in this order: ${orderWords[options.view.order]}`,
    heads: [
      ...(options.mayChange ? [html`<th scope="col"><span class="visually-hidden">Tick</span></th>`] : []),
      headHtml(options.view, 'Name', 'name'),
      headHtml(options.view, 'Form', 'form'),
      headHtml(options.view, 'Status', 'status'),
      'Assigned to',
      'Reference',
      headHtml(options.view, 'Received', options.view.order === 'newest' ? 'oldest' : 'newest'),
    ],
    rows: options.entries.map((entry) => rowHtml(options, entry, returnTo)),
  });
}

/** Returns a column heading with a link that sorts by the column. */
function headHtml(view: ListView, words: string, order: Order): Html {
  const isReceived = words === 'Received';
  const chosen = isReceived ? ['newest', 'oldest'].includes(view.order) : view.order === order;
  const sort = isReceived && view.order === 'newest' ? 'descending' : 'ascending';
  return html`<th scope="col" ${chosen ? html` aria-sort="${sort}"` : nothing}>
    <a href="${viewAddress({ ...view, order })}">${words}</a>
  </th>`;
}

function rowHtml(
  { forms, mayChange, now, selection }: ListPageOptions,
  { submission, isUnread, name, about, deadline, isReport, answerBy, stage }: ListRow,
  returnTo: ReturnTo,
): Html {
  const { form, submissionId, reference, receivedAt, assignedTo } = submission;
  const title = forms.find(({ id }) => id === form)?.title ?? form;
  const selectionValue = selectionOf(submission);
  const checkboxHtml = html`<td class="tick">
    <input
      type="checkbox"
      name="pick"
      value="${selectionValue}"
      aria-label="Tick ${name}, ${reference}"
      ${selection?.picked.has(subjectOf(submission)) ? html` checked` : nothing}
    />
    <input type="hidden" name="shown" value="${selectionValue}" />
  </td>`;
  return html`<tr id="${submissionId}" ${isUnread ? html` class="unread"` : nothing}>
    ${mayChange ? checkboxHtml : nothing}
    <th scope="row">
      <a href="${returnTo.withList(`/inbox/${subjectOf(submission)}/`)}">${name}</a
      >${isUnread ? html` <span class="dot"><span class="visually-hidden">Unread</span></span>` : nothing}
    </th>
    <td>${title}<span class="hint">${about}</span></td>
    <td>
      ${labelsHtml(submission, returnTo, stage)} ${isReport ? reportHtml(submission) : nothing}
      ${deadlineHtml(submission, deadline, now)} ${askedHtml(answerBy)}
    </td>
    <td data-label="Assigned to">${assignedTo ?? 'Nobody'}</td>
    <td><code>${reference}</code></td>
    <td>${shortTimeHtml(receivedAt)}</td>
  </tr>`;
}
