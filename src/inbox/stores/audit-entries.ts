import type { Status } from '../statuses.ts';
import type { AuditEntry, Actor, MailKind, NewSubmission, SubmissionName } from './types/store.ts';

/** A submission as the audit names it. */
export const subjectOf = ({ form, submissionId }: SubmissionName): string => `${form}/${submissionId}`;

/** How the audit tells of a submission that was stored, whatever the database. */
export const storedEntry = (submission: NewSubmission, duplicateOf: string | null): AuditEntry => ({
  at: submission.receivedAt,
  actor: 'applicant',
  action: 'submission stored',
  subject: subjectOf(submission),
  detail: duplicateOf === null ? submission.arrived : `${submission.arrived}, duplicate of ${duplicateOf}`,
});

/** How the audit tells of what staff do, whatever the database; `detail` is read again for a submission's history. */
export const statusEntry = (name: SubmissionName, before: Status, after: Status, deed: Actor): AuditEntry => ({
  ...deed,
  action: 'status changed',
  subject: subjectOf(name),
  detail: `${before} to ${after}`,
});

export const assignmentEntry = (name: SubmissionName, to: string | null, deed: Actor): AuditEntry => ({
  ...deed,
  action: 'assigned',
  subject: subjectOf(name),
  detail: to ?? 'nobody',
});

export const meetingEntry = (name: SubmissionName, isSet: boolean, deed: Actor): AuditEntry => ({
  ...deed,
  action: isSet ? 'meeting set' : 'meeting removed',
  subject: subjectOf(name),
  detail: '',
});

export const matchEntry = (name: SubmissionName, other: SubmissionName, deed: Actor): AuditEntry => ({
  ...deed,
  action: 'matched',
  subject: subjectOf(name),
  detail: subjectOf(other),
});

export const mailAgainEntry = (name: SubmissionName, kind: MailKind, deed: Actor): AuditEntry => ({
  ...deed,
  action: 'mail sent again',
  subject: subjectOf(name),
  detail: kind,
});

export const noteEntry = (name: SubmissionName, deed: Actor): AuditEntry => ({
  ...deed,
  action: 'note added',
  subject: subjectOf(name),
  detail: '',
});
