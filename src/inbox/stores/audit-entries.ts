import type { Status } from '../statuses.ts';
import type {
  Actor,
  AuditEntry,
  CheckInKind,
  Ending,
  LinkSubject,
  MailKind,
  NewSubmission,
  Pair,
  SubmissionName,
} from './types/records.ts';

/** When staff decided on a submission by giving it a status; null if another actor gave it. */
export const decidedAt = ({ at, actor }: Actor): string | null => (actor.startsWith('staff:') ? at : null);

/** Returns the subject of audit entries about a submission. */
export const subjectOf = ({ form, submissionId }: SubmissionName): string => `${form}/${submissionId}`;

export const storedEntry = (submission: NewSubmission, duplicateOf: string | null): AuditEntry => ({
  at: submission.receivedAt,
  actor: 'applicant',
  action: 'submission stored',
  subject: subjectOf(submission),
  detail: duplicateOf === null ? submission.arrived : `${submission.arrived}, duplicate of ${duplicateOf}`,
});

export const importEntry = (name: SubmissionName, importId: string, actor: Actor): AuditEntry => ({
  ...actor,
  action: 'submission imported',
  subject: subjectOf(name),
  detail: importId,
});

/** The audit entries about what staff do. The history of a submission parses `detail`. */
export const statusEntry = (name: SubmissionName, before: Status, after: Status, actor: Actor): AuditEntry => ({
  ...actor,
  action: 'status changed',
  subject: subjectOf(name),
  detail: `${before} to ${after}`,
});

export const assignmentEntry = (name: SubmissionName, to: string | null, actor: Actor): AuditEntry => ({
  ...actor,
  action: 'assigned',
  subject: subjectOf(name),
  detail: to ?? 'nobody',
});

export const meetingEntry = (name: SubmissionName, isSet: boolean, actor: Actor): AuditEntry => ({
  ...actor,
  action: isSet ? 'meeting set' : 'meeting removed',
  subject: subjectOf(name),
  detail: '',
});

export const matchEntry = (name: SubmissionName, other: SubmissionName, actor: Actor): AuditEntry => ({
  ...actor,
  action: 'matched',
  subject: subjectOf(name),
  detail: subjectOf(other),
});

export const matchEndedEntry = (
  name: SubmissionName,
  other: SubmissionName,
  { outcome, reason }: Ending,
  actor: Actor,
): AuditEntry => ({
  ...actor,
  action: 'match ended',
  subject: subjectOf(name),
  detail: `${subjectOf(other)} ${[outcome, ...(reason === null ? [] : [reason])].join(' ')}`,
});

/** Returns the ending of a match whose mentee was given another status. */
export const endingByStatus = (status: Status): Ending =>
  status === 'finished'
    ? { outcome: 'completed', reason: null }
    : { outcome: 'ended-early', reason: status === 'withdrawn' ? 'mentee-left' : 'other' };

export const mailAgainEntry = (name: SubmissionName, kind: MailKind, actor: Actor): AuditEntry => ({
  ...actor,
  action: 'mail sent again',
  subject: subjectOf(name),
  detail: kind,
});

export const noteEntry = (name: SubmissionName, actor: Actor): AuditEntry => ({
  ...actor,
  action: 'note added',
  subject: subjectOf(name),
  detail: '',
});

export const linkEntry = (
  { submission, purpose }: LinkSubject,
  action: 'link renewed' | 'link revoked',
  actor: Actor,
): AuditEntry => ({
  ...actor,
  action,
  subject: subjectOf(submission),
  detail: purpose,
});

/** What happens to an offer. The person whom it is about does not learn of it. */
export const offerActions = [
  'mentor asked',
  'mentor accepted',
  'mentor declined',
  'mentor did not answer',
  'mentor not available',
  'question withdrawn',
] as const;

/** Returns the entry about an offer. */
export const offerEntry = (action: string, { mentee, mentor }: Pair, detail: string, actor: Actor): AuditEntry => ({
  ...actor,
  action,
  subject: subjectOf(mentee),
  detail: [subjectOf(mentor), detail].filter(Boolean).join(' '),
});

export const checkInEntry = (action: string, name: SubmissionName, kind: CheckInKind, actor: Actor): AuditEntry => ({
  ...actor,
  action,
  subject: subjectOf(name),
  detail: kind,
});

export const remindersEntry = (name: SubmissionName, wanted: boolean, actor: Actor): AuditEntry => ({
  ...actor,
  action: wanted ? 'reminders wanted' : 'reminders stopped',
  subject: subjectOf(name),
  detail: '',
});
