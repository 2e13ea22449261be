import { html } from 'hono/html';
import { nothing, type Html } from '../../pages/layout.ts';
import { addDays, dayWords } from '#forms/dates/calendar.ts';
import { localDay } from '#forms/dates/zoned-time.ts';
import { isEnded, statusWords, type Status } from '../../statuses.ts';
import type { StoredSubmission } from '../../stores/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { stageWords, type QuestionStage } from '../../services/questions/question.ts';
import type { ReturnTo } from './return-to.ts';

export const statusHtml = (status: Status): Html => html`<span class="state ${status}">${statusWords[status]}</span>`;

/** Stages that say where a question stands, which its status New or Offered does not. */
const underway: readonly (QuestionStage | undefined)[] = ['asked', 'choosing', 'wanted', 'unsuited'];

/**
 * Returns the labels of a submission: its status, and a link to the first one if it is a duplicate.
 * @param stage where a question stands
 */
export const labelsHtml = (
  { form, status, duplicateOf }: StoredSubmission,
  { withList }: ReturnTo,
  stage?: QuestionStage,
): Html =>
  html`${stage && underway.includes(stage) ? html`<span class="state">${stageWords[stage]}</span>` : statusHtml(status)}${
    duplicateOf === null
      ? nothing
      : html` <a class="state" href="${withList(`/inbox/${subjectOf({ form, submissionId: duplicateOf })}/`)}"
          >Duplicate<span class="visually-hidden">: go to the first</span></a
        >`
  }`;

/** Returns the mark of a message that reports that something is wrong; empty once it is closed. */
export const reportHtml = ({ status }: StoredSubmission): Html =>
  isEnded(status) ? nothing : html`<span class="state mark">Something is wrong</span>`;

/** Number of days before its deadline from which an answer is urgent. */
const urgentDays = 7;

/** Returns the day by which the applicant needs an answer; nothing once the submission has an end status. */
export function deadlineHtml({ status }: StoredSubmission, deadline: string | undefined, now: Date): Html {
  if (deadline === undefined || isEnded(status)) return nothing;
  const isUrgent = deadline <= addDays(localDay(now), urgentDays);
  return html`<span class="state${isUrgent ? ' late' : ''}">By ${dayWords(deadline)}</span>`;
}

/** Returns the mark of a mentee or mentor about whom a mentor is asked. */
export const askedHtml = (answerBy: string | undefined): Html =>
  answerBy === undefined ? nothing : html`<span class="state">Mentor asked until ${dayWords(answerBy)}</span>`;
