import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';
import { addDays, dayWords } from '#forms/calendar.ts';
import { localDay } from '#forms/zoned-time.ts';
import { isEnded, statusWords, type Status } from '../../statuses.ts';
import type { StoredSubmission } from '../../stores/types/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { ReturnTo } from '../submissions/return-to.ts';

export const statusHtml = (status: Status): Html => html`<span class="label ${status}">${statusWords[status]}</span>`;

/** What staff should know before they open it. */
export const labelsHtml = ({ form, status, duplicateOf }: StoredSubmission, { along }: ReturnTo): Html =>
  html`${statusHtml(status)}${
    duplicateOf === null
      ? nothing
      : html` <a class="label duplicate" href="${along(`/inbox/${subjectOf({ form, submissionId: duplicateOf })}/`)}"
          >Duplicate<span class="hidden">: go to the first</span></a
        >`
  }`;

/** Marks a message that tells of something wrong, while there is something to do. */
export const reportHtml = ({ status }: StoredSubmission): Html =>
  isEnded(status) ? nothing : html`<span class="label mark">Something is wrong</span>`;

/** How many days before the date an answer is needed by it is pressing. */
const pressingDays = 7;

/** The day by which the applicant needs an answer, while there is something to do. */
export function deadlineHtml({ status }: StoredSubmission, deadline: string | undefined, now: Date): Html {
  if (deadline === undefined || isEnded(status)) return nothing;
  const isPressing = deadline <= addDays(localDay(now), pressingDays);
  return html`<span class="label${isPressing ? ' late' : ''}">By ${dayWords(deadline)}</span>`;
}
