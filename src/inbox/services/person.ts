/**
 * One person's data, found by an address: the same for the page and the command. A person is whoever sent from the address; answers that
 * came again under the id of a submission with another address are theirs too, the submission is not.
 */
import { cleanAll, type RawAnswers } from '#forms/answers.ts';
import { readEmail } from '#forms/email.ts';
import type { AuditRecord, Actor, Attachment, MailRecord, Repeat, StoredSubmission } from '../stores/types/store.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import { meetingOf, openDiffering, openNote } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';
import { eraseSubmissions, mailFiles, type Erased, type ErasureContext } from './erase.ts';
import { exportedSubmission, readPartners, type Partners } from './exported-submission.ts';

/** Where a person's data are. */
export interface PersonContext extends ErasureContext {
  vault: Vault;
}

/** All that is held of one person. */
export interface PersonData {
  /** What they sent, oldest first. */
  submissions: readonly PersonSubmission[];
  /** What they sent under the id of a submission with another address. */
  repeats: readonly Repeat[];
}

export interface PersonSubmission {
  submission: StoredSubmission;
  enclosures: readonly Attachment[];
  /** Of these, answers that came again from another address: they may be somebody else's, who sent nothing besides. */
  fromOthers: readonly Attachment[];
  mails: readonly MailRecord[];
  /** Names of the mails that were put as files. */
  files: readonly string[];
  /** What the audit holds of it, which stays. */
  audit: readonly AuditRecord[];
  /** References of those with whom it is matched. */
  partners: readonly string[];
}

/** @param email as `readEmail` gives it */
export async function findPerson({ store, vault, mailFolder }: PersonContext, email: string): Promise<PersonData> {
  const code = vault.emailCode(email);
  const sent = await store.ofApplicant(code);
  const enclosures = await store.enclosuresOf(sent);
  const partners = await readPartners(store);
  const filesOf = await mailFiles(mailFolder);
  const submissions: PersonSubmission[] = [];
  for (const submission of sent) {
    const kept = enclosures.get(submission.seq) ?? [];
    submissions.push({
      submission,
      enclosures: kept,
      fromOthers: kept.filter(
        ({ kind, content }) =>
          kind === 'differing' && codeIn(vault, openDiffering(vault, submission, content))?.equals(code) === false,
      ),
      mails: await store.mailOf(submission),
      files: filesOf(submission),
      audit: await store.auditOf(subjectOf(submission)),
      partners: partners.get(subjectOf(submission)) ?? [],
    });
  }
  const own = new Set(sent.map(({ seq }) => seq));
  const repeats = (await store.repeats()).filter(
    ({ submission, content }) =>
      !own.has(submission.seq) && codeIn(vault, openDiffering(vault, submission, content))?.equals(code),
  );
  return { submissions, repeats };
}

/** The code of the address in answers as they were sent; undefined where there is none. */
function codeIn(vault: Vault, answers: RawAnswers): Buffer | undefined {
  const [typed = ''] = cleanAll([answers['email'] ?? ''].flat());
  return typed === '' ? undefined : vault.emailCode(readEmail(typed) ?? typed);
}

/** How much is held, in words; undefined for nothing. */
export function describeData({ submissions, repeats }: PersonData): string | undefined {
  const words = [
    ...(submissions.length === 0 ? [] : [counted(submissions.length, 'submission')]),
    ...(repeats.length === 0
      ? []
      : [`${counted(repeats.length, 'set')} of answers sent under the id of another submission`]),
  ];
  return words.length === 0 ? undefined : words.join(' and ');
}

/** What goes with an erasure although somebody else may have sent it; undefined where there is none. */
export function describeOthers({ submissions }: PersonData): string | undefined {
  const count = submissions.reduce((sum, { fromOthers }) => sum + fromOthers.length, 0);
  return count === 0
    ? undefined
    : `${counted(count, 'set')} of answers from another address, sent under the id of these submissions`;
}

export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** A copy for the person: one submission a line (NDJSON), with all that belongs to it. Records that it was made. */
export async function exportPerson({ store, vault }: PersonContext, held: PersonData, actor: Actor): Promise<string> {
  const { submissions, repeats } = held;
  const lines = [
    ...submissions.map((each) => heldSubmission(vault, each)),
    ...repeats.map(({ submission, at, content }) => ({
      form: submission.form,
      sent_under_id: submission.submissionId,
      received_at: at,
      answers: openDiffering(vault, submission, content),
    })),
  ];
  await store.record({ ...actor, action: 'person exported', subject: 'person', detail: String(lines.length) });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function heldSubmission(vault: Vault, held: PersonSubmission) {
  const { submission, enclosures, fromOthers, mails, audit, partners } = held;
  const ofKind = (kind: Attachment['kind']) => enclosures.filter((each) => each.kind === kind);
  const meeting = meetingOf(vault, submission, enclosures);
  const notes = ofKind('note').map(({ at, content }) => ({ at, ...openNote(vault, submission, content) }));
  const again = ofKind('differing')
    .filter((each) => !fromOthers.includes(each))
    .map(({ at, content }) => ({ received_at: at, ...openDiffering(vault, submission, content) }));
  const known: Partners = new Map([[subjectOf(submission), partners]]);
  return {
    ...exportedSubmission(vault, submission, enclosures, known),
    ...(meeting ? { meeting } : {}),
    ...(notes.length > 0 ? { notes } : {}),
    ...(again.length > 0 ? { sent_again: again } : {}),
    ...(fromOthers.length > 0 ? { sent_again_from_other_addresses: fromOthers.length } : {}),
    mails: mails
      .filter(({ kind }) => kind !== 'notice')
      .map(({ kind, sentAt, failure }) => ({ kind, sent_at: sentAt, failure })),
    // Who else it is about is not this person's to know: the other side of a match, a member of staff.
    audit: audit.map(({ at, action, detail }) => ({ at, action, ...(action === 'status changed' ? { detail } : {}) })),
  };
}

/** Removes all that is held of a person, and records it for each submission. */
export const erasePerson = (
  archive: PersonContext,
  { submissions, repeats }: PersonData,
  actor: Actor,
): Promise<Erased> =>
  eraseSubmissions(
    archive,
    submissions.map(({ submission }) => submission),
    actor,
    repeats,
  );
