import type { Services } from '../../env.ts';
import { minute } from '../../clock.ts';
import type { Status } from '../../statuses.ts';
import type { MailKind, NewMail, StoredSubmission, SubmissionName } from '../../stores/types/store.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import { meetingOf, openContent, sealMailContent, type Meeting } from '../../submissions/sealed-content.ts';
import { notificationsOf } from '../../services/notifications.ts';

/** How a submission is to be once it was changed. */
export interface After {
  status: Status;
  meeting: Meeting | undefined;
}

/** The mails that tell an applicant of a change; or in words, to follow "Not saved: ", why it cannot be told. */
export async function mailsTelling(
  parts: Services,
  submission: StoredSubmission,
  after: After,
): Promise<NewMail[] | string> {
  const { store, vault, templates, clock } = parts;
  const { answers } = openContent(vault, submission, submission.answers);
  const before = meetingOf(vault, submission, await store.enclosures(submission));
  const told = notificationsOf(
    {
      form: submission.form,
      status: { before: submission.status, after: after.status },
      meeting: { before, after: after.meeting },
      hasMatch: (await store.matches(submission)).length > 0,
      hasAddress: typeof answers['email'] === 'string' && answers['email'] !== '',
    },
    templates,
    clock(),
  );
  if (typeof told === 'string') return told;
  const sequence = await meetingSequence(parts, submission);
  return told.map(({ kind, meeting, was }) => {
    const shown = meeting && kind === 'cancelled' ? { ...meeting, sequence } : meeting;
    const content = shown && sealMailContent(vault, submission, { meeting: shown, ...(was ? { was } : {}) });
    return { to: submission, kind, content };
  });
}

/** The number that the next change of a submission's meeting gets. */
export async function meetingSequence({ store }: Services, name: SubmissionName): Promise<number> {
  const audit = await store.auditOf(subjectOf(name));
  return audit.filter(({ action }) => action === 'meeting set' || action === 'meeting removed').length;
}

/** True when a mail of one of these kinds was queued within the last minute: the same form may have been sent twice. */
export async function wasJustTold(
  { store, clock }: Services,
  name: SubmissionName,
  kinds: (kind: MailKind) => boolean,
): Promise<boolean> {
  const since = new Date(clock().getTime() - minute).toISOString();
  return (await store.mailOf(name)).some(({ kind, queuedAt }) => kinds(kind) && (queuedAt ?? '') > since);
}
