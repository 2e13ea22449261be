/** What a bulk change of status does to each selected submission when the people are told of it. */
import { createHash } from 'node:crypto';
import type { Services } from '../../env.ts';
import { toApplicant, type ComposedMail } from '../../mail/compose.ts';
import { statusesOf, statusWords, type Status } from '../../statuses.ts';
import { subjectOf } from '../../stores/audit-entries.ts';
import type { NewMail, StoredSubmission, SubmissionToChange } from '../../stores/store.ts';
import { storedName } from '../../submissions/name-of.ts';
import { meetingOf } from '../../submissions/sealed-content.ts';
import { previewSource, type Previewed } from '../ui/mail-preview.ts';
import { mailsAboutChange } from './tell.ts';

/** Somebody who gets the new status and is told. */
export interface Told extends Previewed {
  /** The submission, with the state in which it must still be when the change is saved. */
  change: SubmissionToChange & { mails: readonly NewMail[] };
  /** Names what they are told, by which a preview is compared with what is saved. */
  code: string;
}

/** Somebody who keeps the status, and why. */
export interface Kept extends Previewed {
  reason: string;
}

export interface Tellings {
  told: readonly Told[];
  /** Those who would get the status, but cannot be told of it: nothing of theirs is changed. */
  untold: readonly Kept[];
  /** Those whose form does not have the status, who have it, or whom a colleague changed since they were selected. */
  left: readonly Kept[];
}

/** @param isAssigned whether they are assigned to somebody as well, so that a colleague's assignment counts as a change */
export async function tellingsOf(
  services: Services,
  selected: readonly SubmissionToChange[],
  to: Status,
  isAssigned: boolean,
): Promise<Tellings> {
  const { store, vault } = services;
  const tellings = { told: [] as Told[], untold: [] as Kept[], left: [] as Kept[] };
  for (const selection of new Map(selected.map((each) => [subjectOf(each), each])).values()) {
    const submission = await store.find(selection);
    if (!submission) continue;
    const person = { submission, name: storedName(vault, submission) };
    const reason = leftBecause(submission, selection, to);
    if (reason !== undefined) {
      tellings.left.push({ ...person, reason });
      continue;
    }
    const { form, submissionId, status } = submission;
    const assigned = isAssigned ? { assignedTo: submission.assignedTo } : {};
    const enclosures = await store.enclosures(selection);
    const meeting = meetingOf(vault, selection, enclosures);
    const mails = await mailsAboutChange(services, submission, { status: to, meeting });
    if (typeof mails === 'string') tellings.untold.push({ ...person, reason: mails });
    else
      tellings.told.push({
        ...person,
        change: {
          form,
          submissionId,
          from: { status, ...assigned, meeting: enclosures.find(({ kind }) => kind === 'meeting')?.content ?? null },
          mails,
        },
        code: JSON.stringify([
          subjectOf(submission),
          status,
          assigned,
          meeting ?? null,
          mails.map((mail) => [subjectOf(mail.to), mail.kind]),
        ]),
      });
  }
  return tellings;
}

/** Returns why a submission keeps its status; undefined if it changes. */
function leftBecause({ form, status }: StoredSubmission, { from }: SubmissionToChange, to: Status): string | undefined {
  if (!statusesOf(form).includes(to)) return `that form has no status ${statusWords[to]}.`;
  if (status === to) return `is ${statusWords[to]} already.`;
  return from && from.status !== status ? `was changed to ${statusWords[status]} meanwhile.` : undefined;
}

/** Returns a name for who is told what, by which a preview is compared with what is saved. */
export const tellingsCode = (to: Status, { told }: Tellings): string =>
  createHash('sha256')
    .update(JSON.stringify([to, ...told.map(({ code }) => code).sort()]))
    .digest('hex')
    .slice(0, 32);

/** Returns the mails of one of them as they go out, without secret links. */
export async function composedMails(services: Services, { change: { mails } }: Told): Promise<ComposedMail[]> {
  const source = previewSource(services);
  const composed: ComposedMail[] = [];
  for (const { to, kind, other, content } of mails) {
    const recipient = await services.store.find(to);
    const mail =
      recipient &&
      (await toApplicant(
        source,
        { kind, messageId: '', other: other ?? null, content: content ?? null },
        recipient,
        services.clock(),
      ));
    if (mail) composed.push(mail);
  }
  return composed;
}
