import { statuses } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { StoredSubmission, SubmissionToChange } from '../../stores/types/store.ts';

/** Stands for nobody where a name is chosen; no name begins so. */
export const nobody = '-';

/** "ask/<id>/new", as a box of the list says which it is, and the status that the list shows. */
export const selectionOf = (submission: StoredSubmission): string => `${subjectOf(submission)}/${submission.status}`;

/** What a box says; a colleague may have changed the status since the list was drawn. */
export function readSelection(value: unknown): SubmissionToChange | undefined {
  const [, form, submissionId, shown] =
    /^(mentee|mentor|ask)\/([\da-f-]{36})(?:\/([a-z-]+))?$/.exec(String(value)) ?? [];
  const status = statuses.find((each) => each === shown);
  return form && submissionId
    ? { form: form as SubmissionToChange['form'], submissionId, ...(status ? { from: { status } } : {}) }
    : undefined;
}
