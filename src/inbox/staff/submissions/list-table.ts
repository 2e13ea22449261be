import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';
import type { StoredSubmission } from '../../stores/types/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { selectionOf } from './bulk-actions.ts';
import { deadlineHtml, labelsHtml } from '../ui/labels.ts';
import { orderWords, viewAddress, type ListView, type Order } from './list-filter.ts';
import type { ListPageOptions } from './list-page.ts';
import { shortTimeHtml } from '../ui/short-time.ts';
import { returnToFrom, type ReturnTo } from './return-to.ts';

export interface Entry {
  submission: StoredSubmission;
  /** The applicant's name. */
  name: string;
  /** What they want or offer. */
  about: string;
  /** Day by which an answer is needed. */
  deadline: string | undefined;
}

/** The submissions of a page of the list, to be ticked by whoever may change them. */
export function tableHtml(options: ListPageOptions): Html {
  const trail = returnToFrom(options.view, options.place.page);
  return html`<table class="ledger">
    <caption class="hidden">
      Submissions in this order: ${orderWords[options.view.order]}
    </caption>
    <thead>
      <tr>
        ${options.mayChange ? html`<th scope="col"><span class="hidden">Tick</span></th>` : nothing}
        ${headHtml(options.view, 'Name', 'name')} ${headHtml(options.view, 'Form', 'form')}
        ${headHtml(options.view, 'Status', 'status')}
        <th scope="col">Assigned to</th>
        <th scope="col">Reference</th>
        ${headHtml(options.view, 'Received', options.view.order === 'newest' ? 'oldest' : 'newest')}
      </tr>
    </thead>
    <tbody>
      ${options.entries.map((entry) => rowHtml(options, entry, trail))}
    </tbody>
  </table>`;
}

/** A head that leads to the list in its order. */
function headHtml(view: ListView, words: string, order: Order): Html {
  const isReceived = words === 'Received';
  const chosen = isReceived ? ['newest', 'oldest'].includes(view.order) : view.order === order;
  const sort = isReceived && view.order === 'newest' ? 'descending' : 'ascending';
  return html`<th scope="col" ${chosen ? html` aria-sort="${sort}"` : nothing}>
    <a href="${viewAddress({ ...view, order })}">${words}</a>
  </th>`;
}

function rowHtml(
  { forms, mayChange, now, ticked }: ListPageOptions,
  { submission, name, about, deadline }: Entry,
  trail: ReturnTo,
): Html {
  const { form, submissionId, reference, receivedAt, readAt, assignedTo } = submission;
  const title = forms.find(({ id }) => id === form)?.title ?? form;
  const pick = selectionOf(submission);
  const tick = html`<td class="tick">
    <input
      type="checkbox"
      name="pick"
      value="${pick}"
      aria-label="Tick ${name}, ${reference}"
      ${ticked?.picked.has(subjectOf(submission)) ? html` checked` : nothing}
    />
    <input type="hidden" name="shown" value="${pick}" />
  </td>`;
  return html`<tr id="${submissionId}" ${readAt === null ? html` class="unread"` : nothing}>
    ${mayChange ? tick : nothing}
    <th scope="row">
      <a href="${trail.along(`/inbox/${subjectOf(submission)}/`)}">${name}</a
      >${readAt === null ? html` <span class="dot"><span class="hidden">Unread</span></span>` : nothing}
    </th>
    <td class="about">${title}<span class="hint">${about}</span></td>
    <td>${labelsHtml(submission, trail)} ${deadlineHtml(submission, deadline, now)}</td>
    <td data-label="Assigned to">${assignedTo ?? 'Nobody'}</td>
    <td><code>${reference}</code></td>
    <td>${shortTimeHtml(receivedAt)}</td>
  </tr>`;
}
