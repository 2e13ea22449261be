/**
 * One person's data, found by an address: the same for the page and the command. A person is whoever sent from the address; answers that
 * came again under the id of a submission with another address are theirs too, the submission is not.
 */
import type { RawAnswers } from '#forms/answers.ts';
import { readEmail } from '#forms/email.ts';
import type { AuditRecord, Deed, Enclosure, MailRecord, Repeat, StoredSubmission } from '../store.ts';
import { subjectOf } from '../stores/deeds.ts';
import { meetingOf, openDiffering, openNote } from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';
import { eraseSubmissions, mailFiles, type Place } from './erase.ts';
import { exportedSubmission, readPartners, type Partners } from './exported-submission.ts';

/** Where a person's data are. */
export interface Archive extends Place {
  vault: Vault;
}

/** All that is held of one person. */
export interface Held {
  /** What they sent, oldest first. */
  submissions: readonly HeldSubmission[];
  /** What they sent under the id of a submission with another address. */
  repeats: readonly Repeat[];
}

export interface HeldSubmission {
  submission: StoredSubmission;
  enclosures: readonly Enclosure[];
  mails: readonly MailRecord[];
  /** Names of the mails that were put as files. */
  files: readonly string[];
  /** What the audit holds of it, which stays. */
  audit: readonly AuditRecord[];
  /** References of those with whom it is matched. */
  partners: readonly string[];
}

/** @param email as `readEmail` gives it */
export async function findPerson({ store, vault, mailFolder }: Archive, email: string): Promise<Held> {
  const code = vault.emailCode(email);
  const sent = await store.ofApplicant(code);
  const enclosures = await store.enclosuresOf(sent);
  const partners = await readPartners(store);
  const filesOf = await mailFiles(mailFolder);
  const submissions: HeldSubmission[] = [];
  for (const submission of sent)
    submissions.push({
      submission,
      enclosures: enclosures.get(submission.seq) ?? [],
      mails: await store.mailOf(submission),
      files: filesOf(submission),
      audit: await store.auditOf(subjectOf(submission)),
      partners: partners.get(subjectOf(submission)) ?? [],
    });
  const own = new Set(sent.map(({ seq }) => seq));
  const repeats = (await store.repeats()).filter(
    ({ submission, content }) =>
      !own.has(submission.seq) && codeIn(vault, openDiffering(vault, submission, content))?.equals(code),
  );
  return { submissions, repeats };
}

/** The code of the address in answers as they were sent; undefined where there is none. */
function codeIn(vault: Vault, answers: RawAnswers): Buffer | undefined {
  const typed = [answers['email'] ?? ''].flat()[0]?.trim() ?? '';
  return typed === '' ? undefined : vault.emailCode(readEmail(typed) ?? typed);
}

/** How much is held, in words; undefined for nothing. */
export function heldWords({ submissions, repeats }: Held): string | undefined {
  const words = [
    ...(submissions.length === 0 ? [] : [counted(submissions.length, 'submission')]),
    ...(repeats.length === 0
      ? []
      : [`${counted(repeats.length, 'set')} of answers sent under the id of another submission`]),
  ];
  return words.length === 0 ? undefined : words.join(' and ');
}

export const counted = (count: number, thing: string): string => `${count} ${thing}${count === 1 ? '' : 's'}`;

/** A copy for the person: one submission a line (NDJSON), with all that belongs to it. Records that it was made. */
export async function exportPerson({ store, vault }: Archive, held: Held, email: string, deed: Deed): Promise<string> {
  const { submissions, repeats } = held;
  const code = vault.emailCode(email);
  const lines = [
    ...submissions.map((each) => heldSubmission(vault, each, code)),
    ...repeats.map(({ submission, at, content }) => ({
      form: submission.form,
      sent_under_id: submission.submissionId,
      received_at: at,
      answers: openDiffering(vault, submission, content),
    })),
  ];
  await store.record({ ...deed, action: 'person exported', subject: 'person', detail: String(lines.length) });
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('');
}

function heldSubmission(vault: Vault, held: HeldSubmission, code: Buffer) {
  const { submission, enclosures, mails, audit, partners } = held;
  const ofKind = (kind: Enclosure['kind']) => enclosures.filter((each) => each.kind === kind);
  const meeting = meetingOf(vault, submission, enclosures);
  const notes = ofKind('note').map(({ at, content }) => ({ at, ...openNote(vault, submission, content) }));
  const again = ofKind('differing').map(({ at, content }) => ({
    at,
    answers: openDiffering(vault, submission, content),
  }));
  // Under another address they may be somebody else's.
  const own = again.filter(({ answers }) => codeIn(vault, answers)?.equals(code) ?? true);
  const known: Partners = new Map([[subjectOf(submission), partners]]);
  return {
    ...exportedSubmission(vault, submission, enclosures, known),
    ...(meeting ? { meeting } : {}),
    ...(notes.length > 0 ? { notes } : {}),
    ...(own.length > 0 ? { sent_again: own.map(({ at, answers }) => ({ received_at: at, ...answers })) } : {}),
    ...(own.length < again.length ? { sent_again_from_other_addresses: again.length - own.length } : {}),
    mails: mails
      .filter(({ kind }) => kind !== 'notice')
      .map(({ kind, sentAt, failure }) => ({ kind, sent_at: sentAt, failure })),
    audit: audit.map(({ at, action, detail }) => ({ at, action, detail })),
  };
}

/** Removes all that is held of a person, and records it for each submission. */
export const erasePerson = (archive: Archive, { submissions, repeats }: Held, deed: Deed): Promise<number> =>
  eraseSubmissions(
    archive,
    submissions.map(({ submission }) => submission),
    deed,
    repeats,
  );
