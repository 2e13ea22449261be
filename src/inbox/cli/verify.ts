import { openCheckInNote } from '../services/check-ins.ts';
import { openReply } from '../services/offers.ts';
import { openSecret } from '../staff/auth/second-step.ts';
import type { Tables } from '../stores/sql/tables.ts';
import type { Row, Store, SubmissionName } from '../stores/store.ts';
import { auditText, firstLink } from '../stores/audit-link.ts';
import {
  openAdjustments,
  openContent,
  openDiffering,
  openMailContent,
  openMeeting,
  openNote,
  openVersion,
} from '../submissions/sealed-content.ts';
import type { Sealed, Vault } from '../vault.ts';
import { CommandError, type Command } from './command.ts';
import { counted } from '../count-words.ts';

export const verify: Command = {
  usage: 'verify',
  summary: 'Check that every answer can be read and the audit is unbroken',
  help: 'Reads the whole database: its structure, every encrypted answer, mail and reply, and the chain of the audit. Ends with an error when anything is wrong.',
  opensInbox: true,
  async run(_words, _options, { store, vault, say }) {
    const { problems, submissions, entries } = await verifyStore(store, vault);
    if (problems.length > 0)
      throw new CommandError(
        ['The database is damaged or was changed:', ...problems.map((line) => `  ${line}`)].join('\n'),
      );
    say(
      `All is well: ${counted(submissions, 'submission')} can be read, and the audit of ${counted(entries, 'entry', 'entries')} is unbroken.`,
    );
  },
};

export interface Verification {
  /** In words; empty if all is well. */
  problems: readonly string[];
  submissions: number;
  entries: number;
}

/** Reads everything stored and returns what is wrong with it. */
export async function verifyStore(store: Store, vault: Vault): Promise<Verification> {
  const problems = await store.integrity();
  const names = await verifySubmissions(store, vault, problems);
  await verifyOthers(store, vault, names, problems);
  const entries = await verifyAudit(store, vault, problems);
  return { problems, submissions: names.size, entries };
}

type NamesBySeq = ReadonlyMap<number, SubmissionName>;

/** Reads all submissions with their enclosures. Returns their names by number. */
async function verifySubmissions(store: Store, vault: Vault, problems: string[]): Promise<NamesBySeq> {
  const names = new Map<number, SubmissionName>();
  let after: number | undefined;
  for (;;) {
    const portion = await store.list({ order: 'oldest', after, limit: 200 });
    const enclosures = await store.enclosuresOf(portion);
    for (const submission of portion) {
      const { form, submissionId, seq } = submission;
      names.set(seq, { form, submissionId });
      const name = `${submission.form}/${submission.submissionId}`;
      if (!canOpen(() => openContent(vault, submission, submission.answers)))
        problems.push(`${name} cannot be decrypted.`);
      for (const { kind, content } of enclosures.get(submission.seq) ?? []) {
        if (!canOpen(() => openers[kind](vault, submission, content)))
          problems.push(`${name} has ${kind} that cannot be decrypted.`);
      }
    }
    after = portion.at(-1)?.seq;
    if (after === undefined) return names;
  }
}

/** Reads the sealed rows of all other tables: what mails say, what mentors and pairs wrote to staff, secrets of second steps. */
async function verifyOthers(store: Store, vault: Vault, names: NamesBySeq, problems: string[]): Promise<void> {
  for await (const { table, rows } of store.rows()) {
    const open = Object.entries(openersOfRows).find(([name]) => name === table)?.[1];
    if (open)
      for (const row of rows) {
        const content = sealedIn(row);
        if (content && !canOpen(() => open(vault, row, content, names)))
          problems.push(`${table} ${String(row['seq'] ?? row['staff'])} cannot be decrypted.`);
      }
  }
}

function sealedIn({ key_id, nonce, box }: Row): Sealed | undefined {
  if (typeof key_id !== 'string') return undefined;
  return { keyId: key_id, nonce: nonce as Uint8Array, box: box as Uint8Array };
}

/** The tables with sealed rows that `verifySubmissions` does not read. */
type SealedTable = Exclude<
  { [Name in keyof Tables]: 'key_id' extends keyof Tables[Name] ? Name : never }[keyof Tables],
  'submission' | 'enclosure'
>;

type OpenRow = (vault: Vault, row: Row, content: Sealed, names: NamesBySeq) => unknown;

/** The decrypting function for the sealed rows of each table. */
const openersOfRows: Readonly<Record<SealedTable, OpenRow>> = {
  outbox: (vault, { submission }, content, names) => openMailContent(vault, names.get(Number(submission))!, content),
  offer: (vault, { seq }, note) => openReply({ vault }, { seq: Number(seq), note }),
  check_in: (vault, { seq }, note) => openCheckInNote(vault, { seq: Number(seq), note }),
  proposal: (vault, { offer }, place) => vault.open(place, `proposal|${String(offer)}`),
  second_step: (vault, { staff }, secret) => openSecret(vault, { staff: String(staff), secret }),
};

/** The decrypting function for each kind of enclosure. */
export const openers = {
  adjustments: openAdjustments,
  differing: openDiffering,
  note: openNote,
  meeting: openMeeting,
  version: openVersion,
} as const;

function canOpen(open: () => unknown): boolean {
  try {
    open();
    return true;
  } catch {
    // The caller reports the submission, whatever the reason.
    return false;
  }
}

/** The chain reveals changed, added and removed entries, but not a missing end. */
async function verifyAudit(store: Store, vault: Vault, problems: string[]): Promise<number> {
  let previous = firstLink;
  let count = 0;
  for await (const record of store.audit()) {
    count += 1;
    const expected = vault.auditLink(previous, auditText(count, record));
    if (Buffer.compare(expected, record.link) !== 0) {
      problems.push(
        `The audit is broken at entry ${String(record.seq)}: it, or the one before it, was changed or removed.`,
      );
      return count;
    }
    previous = record.link;
  }
  return count;
}
