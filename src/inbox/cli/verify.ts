import type { Store } from '../stores/store.ts';
import { auditText, firstLink } from '../stores/audit-link.ts';
import type { Vault } from '../vault.ts';
import { CommandError, type Command } from './command.ts';
import { counted } from '../count-words.ts';
import { sealedRows } from './sealed-rows.ts';

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
  const submissions = await verifyRows(store, vault, problems);
  const entries = await verifyAudit(store, vault, problems);
  return { problems, submissions, entries };
}

/** Opens what every row seals: answers, notes, mails, replies, secrets. Returns the number of submissions. */
async function verifyRows(store: Store, vault: Vault, problems: string[]): Promise<number> {
  const sealedIn = sealedRows(vault);
  let submissions = 0;
  for await (const { table, rows } of store.rows()) {
    if (table === 'submission') submissions += rows.length;
    for (const row of rows) {
      const sealed = sealedIn(table, row);
      if (sealed && !canOpen(sealed.open)) problems.push(`${sealed.what} cannot be decrypted.`);
    }
  }
  return submissions;
}

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
