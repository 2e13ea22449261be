import type { Services } from '../../env.ts';
import { minute } from '../../clock.ts';
import type { Status } from '../../statuses.ts';
import type { MailKind, NewMail, StoredSubmission, SubmissionName } from '../../stores/types/store.ts';
import { meetingOf, openContent, sealMailContent, type Meeting } from '../../submissions/sealed-content.ts';
import { meetingSequence } from '../../services/meetings.ts';
import { notificationsOf } from '../../services/notifications.ts';

/** Status and meeting of a submission after a change. */
export interface ChangedState {
  status: Status;
  meeting: Meeting | undefined;
}

/** Returns the mails about a change to the applicant, or the reason why there is none, to follow "Not saved: ". */
export async function mailsAboutChange(
  services: Services,
  submission: StoredSubmission,
  after: ChangedState,
): Promise<NewMail[] | string> {
  const { store, vault, templates, clock } = services;
  const { answers } = openContent(vault, submission, submission.answers);
  const before = meetingOf(vault, submission, await store.enclosures(submission));
  const mails = notificationsOf(
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
  if (typeof mails === 'string') return mails;
  const sequence = await meetingSequence(services, submission);
  return mails.map(({ kind, meeting, was }) => {
    const shown = meeting && kind === 'cancelled' ? { ...meeting, sequence } : meeting;
    const content = shown && sealMailContent(vault, submission, { meeting: shown, ...(was ? { was } : {}) });
    return { to: submission, kind, content };
  });
}

/** Returns true if a mail of one of these kinds was queued in the last minute: the same form may have been sent twice. */
export async function wasJustMailed(
  { store, clock }: Services,
  name: SubmissionName,
  kinds: (kind: MailKind) => boolean,
): Promise<boolean> {
  const since = new Date(clock().getTime() - minute).toISOString();
  return (await store.mailOf(name)).some(({ kind, queuedAt }) => kinds(kind) && (queuedAt ?? '') > since);
}
