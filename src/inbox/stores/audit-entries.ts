import type { Status } from '../statuses.ts';
import type {
  Actor,
  AuditEntry,
  CheckInKind,
  Ending,
  LinkSubject,
  MailKind,
  NewOffer,
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

/** Returns an entry about a submission. */
const entry = (action: string, name: SubmissionName, detail: string, actor: Actor): AuditEntry => ({
  ...actor,
  action,
  subject: subjectOf(name),
  detail,
});

export const importEntry = (name: SubmissionName, importId: string, actor: Actor): AuditEntry =>
  entry('submission imported', name, importId, actor);

/** The audit entries about what staff do. The history of a submission parses `detail`. */
export const statusEntry = (name: SubmissionName, before: Status, after: Status, actor: Actor): AuditEntry =>
  entry('status changed', name, `${before} to ${after}`, actor);

export const assignmentEntry = (name: SubmissionName, to: string | null, actor: Actor): AuditEntry =>
  entry('assigned', name, to ?? 'nobody', actor);

export const meetingEntry = (name: SubmissionName, isSet: boolean, actor: Actor): AuditEntry =>
  entry(isSet ? 'meeting set' : 'meeting removed', name, '', actor);

/** Returns the entries about a match that began: one about each of the two. */
export const matchEntries = ({ mentee, mentor }: Pair, actor: Actor): AuditEntry[] => [
  entry('matched', mentee, subjectOf(mentor), actor),
  entry('matched', mentor, subjectOf(mentee), actor),
];

/** Returns the entries about a match that ended: one about each of the two, first about `name`. */
export const matchEndedEntries = (
  name: SubmissionName,
  other: SubmissionName,
  { outcome, reason }: Ending,
  actor: Actor,
): AuditEntry[] => {
  const ending = reason === null ? outcome : `${outcome} ${reason}`;
  return [
    entry('match ended', name, `${subjectOf(other)} ${ending}`, actor),
    entry('match ended', other, `${subjectOf(name)} ${ending}`, actor),
  ];
};

/** Returns the ending of a match whose mentee was given another status. */
export const endingByStatus = (status: Status): Ending =>
  status === 'finished'
    ? { outcome: 'completed', reason: null }
    : { outcome: 'ended-early', reason: status === 'withdrawn' ? 'mentee-left' : 'other' };

export const mailAgainEntry = (name: SubmissionName, kind: MailKind, actor: Actor): AuditEntry =>
  entry('mail sent again', name, kind, actor);

export const noteEntry = (name: SubmissionName, actor: Actor): AuditEntry => entry('note added', name, '', actor);

export const linkEntry = ({ submission, purpose }: LinkSubject, actor: Actor): AuditEntry =>
  entry('link renewed', submission, purpose, actor);

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
export const offerEntry = (action: string, { about, mentor }: NewOffer, detail: string, actor: Actor): AuditEntry =>
  entry(action, about, [subjectOf(mentor), detail].filter(Boolean).join(' '), actor);

export const checkInEntry = (action: string, name: SubmissionName, kind: CheckInKind, actor: Actor): AuditEntry =>
  entry(action, name, kind, actor);

export const remindersEntry = (name: SubmissionName, wanted: boolean, actor: Actor): AuditEntry =>
  entry(wanted ? 'reminders wanted' : 'reminders stopped', name, '', actor);
