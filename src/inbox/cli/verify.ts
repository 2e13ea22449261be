import type { Store } from '../stores/types/store.ts';
import { auditText, firstLink } from '../stores/audit-link.ts';
import {
  openAdjustments,
  openContent,
  openDiffering,
  openMeeting,
  openNote,
  openVersion,
} from '../submissions/sealed-content.ts';
import type { Vault } from '../vault.ts';
import { CommandError, type Command } from './command.ts';

export const verify: Command = {
  usage: 'verify',
  summary: 'Check that every answer can be read and the audit is unbroken',
  help: 'Reads the whole database: its structure, every encrypted answer, and the chain of the audit. Ends with an error when anything is wrong.',
  opensInbox: true,
  async run(_words, _options, { store, vault, say }) {
    const { problems, submissions, entries } = await verifyStore(store, vault);
    if (problems.length > 0)
      throw new CommandError(
        ['The database is damaged or was changed:', ...problems.map((line) => `  ${line}`)].join('\n'),
      );
    say(`All is well: ${String(submissions)} submissions can be read, ${String(entries)} audit entries are unbroken.`);
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
  const submissions = await verifySubmissions(store, vault, problems);
  const entries = await verifyAudit(store, vault, problems);
  return { problems, submissions, entries };
}

async function verifySubmissions(store: Store, vault: Vault, problems: string[]): Promise<number> {
  let count = 0;
  let after: number | undefined;
  for (;;) {
    const portion = await store.list({ order: 'oldest', after, limit: 200 });
    const enclosures = await store.enclosuresOf(portion);
    for (const submission of portion) {
      count += 1;
      const name = `${submission.form}/${submission.submissionId}`;
      if (!canOpen(() => openContent(vault, submission, submission.answers)))
        problems.push(`${name} cannot be decrypted.`);
      for (const { kind, content } of enclosures.get(submission.seq) ?? []) {
        if (!canOpen(() => openers[kind](vault, submission, content)))
          problems.push(`${name} has ${kind} that cannot be decrypted.`);
      }
    }
    after = portion.at(-1)?.seq;
    if (after === undefined) return count;
  }
}

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
