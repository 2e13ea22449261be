import { html } from 'hono/html';
import { formatInstant } from '#forms/deadline.ts';
import type { Form } from '#forms/form.ts';
import { nothing, page, type Html } from '../pages/layout.ts';
import type { Counts, ListFilter, StoredSubmission } from '../store.ts';
import { staffBar } from './bar.ts';
import { labelsHtml } from './labels.ts';

export interface Entry {
  submission: StoredSubmission;
  /** The applicant's name. */
  name: string;
}

export interface ListPageOptions {
  staff: string;
  forms: readonly Form[];
  filter: ListFilter;
  counts: Counts;
  entries: readonly Entry[];
  /** After which `seq` the next page begins; undefined on the last. */
  next: number | undefined;
}

export function listPage({ staff, forms, filter, counts, entries, next }: ListPageOptions): Html {
  return page({
    title: 'Inbox',
    bar: staffBar(staff),
    isWide: true,
    body: html`<h1>Inbox</h1>
      ${countsHtml(counts, filter)} ${filterHtml(forms, filter)}
      ${entries.length === 0 ? emptyHtml(filter) : tableHtml(forms, entries)}
      ${next !== undefined ? html`<p><a class="button quiet" href="${address(filter, next)}">Show older</a></p>` : nothing}`,
  });
}

function countsHtml(counts: Counts, { form }: ListFilter): Html {
  const count = (href: string, number: number, words: string) =>
    html`<li>
      <a href="${href}"><strong>${number}</strong> ${words}</a>
    </li>`;
  return html`<ul class="counts" aria-label="Counts">
    ${count(address({ form }), counts.all, counts.all === 1 ? 'submission' : 'submissions')}
    <li><strong>${counts.unread}</strong> unread</li>
    ${count(address({ form, status: 'late' }), counts.late, 'late')}
    ${count(address({ form, status: 'suspect' }), counts.suspect, counts.suspect === 1 ? 'suspect' : 'suspects')}
    ${count(address({ form, duplicates: true }), counts.duplicate, counts.duplicate === 1 ? 'duplicate' : 'duplicates')}
  </ul>`;
}

function filterHtml(forms: readonly Form[], filter: ListFilter): Html {
  const option = (value: string, label: string, chosen: string | undefined) =>
    html`<option value="${value}" ${value === (chosen ?? '') ? html` selected` : nothing}>${label}</option>`;
  return html`<form class="filter" method="get" action="/inbox/">
    <p>
      <label for="form">Form</label>
      <select id="form" name="form">
        ${option('', 'All', filter.form)}${forms.map(({ id, title }) => option(id, title, filter.form))}
      </select>
    </p>
    <p>
      <label for="status">Status</label>
      <select id="status" name="status">
        ${option('', 'All', filter.status)}${option(
          'new',
          'New',
          filter.status,
        )}${option('late', 'Late', filter.status)}${option('suspect', 'Suspect', filter.status)}
      </select>
    </p>
    <p><button class="button quiet">Show</button></p>
  </form>`;
}

const emptyHtml = ({ form, status, duplicates }: ListFilter): Html =>
  form || status || duplicates
    ? html`<p class="empty">Nothing here matches. <a href="/inbox/">Show everything</a></p>`
    : html`<p class="empty">Nothing has been sent yet. What applicants send appears here at once.</p>`;

const tableHtml = (forms: readonly Form[], entries: readonly Entry[]): Html =>
  html`<table class="ledger">
    <caption class="hidden">
      Submissions, newest first
    </caption>
    <thead>
      <tr>
        <th scope="col">Name</th>
        <th scope="col">Form</th>
        <th scope="col">Status</th>
        <th scope="col">Reference</th>
        <th scope="col">Received</th>
      </tr>
    </thead>
    <tbody>
      ${entries.map((entry) => rowHtml(forms, entry))}
    </tbody>
  </table>`;

function rowHtml(forms: readonly Form[], { submission, name }: Entry): Html {
  const { form, submissionId, reference, receivedAt, readAt } = submission;
  const title = forms.find(({ id }) => id === form)?.title ?? form;
  return html`<tr${readAt === null ? html` class="unread"` : nothing}>
<th scope="row"><a href="/inbox/${form}/${submissionId}/">${name}</a>${readAt === null ? html` <span class="label mark">Unread</span>` : nothing}</th>
<td data-label="Form">${title}</td>
<td data-label="Status">${labelsHtml(submission)}</td>
<td data-label="Reference"><code>${reference}</code></td>
<td data-label="Received"><time datetime="${receivedAt}">${formatInstant(receivedAt)}</time></td>
</tr>`;
}

function address({ form, status, duplicates }: ListFilter, after?: number): string {
  const query = new URLSearchParams({
    ...(form ? { form } : {}),
    ...(status ? { status } : {}),
    ...(duplicates ? { duplicates: 'yes' } : {}),
    ...(after === undefined ? {} : { after: String(after) }),
  }).toString();
  return query === '' ? '/inbox/' : `/inbox/?${query}`;
}
