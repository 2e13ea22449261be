import { formIds } from '#forms/form.ts';
import { statuses, statusWords } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { StoredSubmission, SubmissionToChange } from '../../stores/store.ts';

/** Means nobody where a colleague's name is chosen; no name begins with it. */
export const nobody = '-';

/** Returns the value of a row's checkbox, like "ask/<id>/new": the submission and the status that the list shows. */
export const selectionOf = (submission: StoredSubmission): string => `${subjectOf(submission)}/${submission.status}`;

/** Returns the value that `readSelection` read. */
export const selectionValue = (name: SubmissionToChange): string =>
  [subjectOf(name), ...(name.from?.status === undefined ? [] : [name.from.status])].join('/');

/** Reads the value of a checkbox. Its status may be out of date: a colleague may have changed it since the list was drawn. */
export function readSelection(value: unknown): SubmissionToChange | undefined {
  const [, form, submissionId, shown] = /^([a-z]+)\/([\da-f-]{36})(?:\/([a-z-]+))?$/.exec(String(value)) ?? [];
  const known = formIds.find((id) => id === form);
  const status = statuses.find((each) => each === shown);
  return known && submissionId ? { form: known, submissionId, ...(status ? { from: { status } } : {}) } : undefined;
}

export const noneTicked = 'none ticked';

/** The code of a bulk action that was saved and told a moment before: by a click before this one, or by a colleague. */
export const savedBefore = 'saved';

const references = /^[A-Z\d]{8}(,[A-Z\d]{8})*$/;

const leftAloneWords = (count: string) => `${count} left alone: so already, or changed meanwhile.`;

/** Returns the message about a bulk action, from the address that it redirected to. */
export function doneWords(address: URLSearchParams): string | undefined {
  const words = changeWords(address.get('done') ?? '', address.get('unpaired') ?? '');
  const untold = address.get('untold') ?? '';
  return words === undefined || !references.test(untold)
    ? words
    : `${words} Kept as they were, because they cannot be told: ${untold.replaceAll(',', ', ')}.`;
}

function changeWords(done: string, unpaired: string): string | undefined {
  if (done === 'next') return 'Saved. Nothing else here is unread.';
  if (done === 'next-told') return 'Saved, and the applicant is told by email. Nothing else here is unread.';
  if (done === noneTicked) return 'Nothing was changed: tick those to change, or all on this page.';
  const [, was, same, others] = /^saved ([a-z-]+) (\d+)(?: (\d+))?$/.exec(done) ?? [];
  const already = statuses.find((each) => each === was);
  if (already)
    return [
      `Saved already, a moment ago: ${same ?? ''} changed to ${statusWords[already]}, and told by email, within a minute.`,
      ...(others === undefined ? [] : [leftAloneWords(others)]),
    ].join(' ');
  const [, name, changed, mail, withoutStatus, unchanged, assignee] =
    /^([a-z-]*) (\d+)(?:,(told))? (\d+)(?:,(\d+))?(?: (\S+))?$/.exec(done) ?? [];
  const status = statuses.find((each) => each === name);
  if (changed === undefined) return undefined;
  if (!status && assignee === undefined) return 'Nothing was changed: choose a new status or a colleague.';
  const changes = [
    ...(status ? [`changed to ${statusWords[status]}`] : []),
    ...(assignee === undefined ? [] : [`assigned to ${assignee === nobody ? 'nobody' : assignee}`]),
  ];
  return [
    changed === '0' ? 'Nothing was changed.' : `${changed} ${changes.join(' and ')}.`,
    ...(mail === 'told' ? ['Whoever has the new status is told by email, within a minute.'] : []),
    ...(withoutStatus === '0' || !status
      ? []
      : [`${withoutStatus} kept the status: that form has no status ${statusWords[status]}.`]),
    ...(unchanged === undefined ? [] : [leftAloneWords(unchanged)]),
    ...(references.test(unpaired)
      ? [
          `In a match, or with a meeting: ${unpaired.replaceAll(',', ', ')}. The other side has not been told of it: look at each, and write.`,
        ]
      : []),
  ].join(' ');
}
