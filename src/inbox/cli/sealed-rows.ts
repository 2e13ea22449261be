import { openCheckInNote } from '../services/check-ins.ts';
import { openReply } from '../services/offers.ts';
import { openSecret } from '../staff/auth/second-step.ts';
import { subjectOf } from '../stores/audit-entries.ts';
import type { Tables } from '../stores/sql/tables.ts';
import type { Enclosure, Row, SubmissionName } from '../stores/store.ts';
import * as sealed from '../submissions/sealed-content.ts';
import type { Sealed, Vault } from '../vault.ts';

/** What a row seals. */
export interface SealedRow {
  /** Whose it is: "mentee/…", "note of mentee/…", "outbox 12". */
  what: string;
  /** Returns what it says. @throws if it cannot be decrypted */
  open: () => unknown;
}

type SealedTable = {
  [Name in keyof Tables]: 'key_id' extends keyof Tables[Name] ? Name : never;
}[keyof Tables];

type OpenRow = (vault: Vault, row: Row, content: Sealed, nameOf: (seq: unknown) => SubmissionName) => unknown;

/** The decrypting function for the rows of each table that has sealed ones. */
const openers: Readonly<Record<SealedTable, OpenRow>> = {
  submission: (vault, { seq }, content, nameOf) => sealed.openContent(vault, nameOf(seq), content),
  enclosure: (vault, { submission, kind }, content, nameOf) =>
    enclosureOpeners[kind as Enclosure['kind']](vault, nameOf(submission), content),
  outbox: (vault, { submission }, content, nameOf) => sealed.openMailContent(vault, nameOf(submission), content),
  offer: (vault, { seq }, note) => openReply({ vault }, { seq: Number(seq), note }),
  check_in: (vault, { seq }, note) => openCheckInNote(vault, { seq: Number(seq), note }),
  proposal: (vault, { offer }, place) => vault.open(place, `proposal|${String(offer)}`),
  second_step: (vault, { staff }, secret) => openSecret(vault, { staff: String(staff), secret }),
};

const enclosureOpeners: Readonly<
  Record<Enclosure['kind'], (vault: Vault, name: SubmissionName, content: Sealed) => unknown>
> = {
  adjustments: sealed.openAdjustments,
  differing: sealed.openDiffering,
  note: sealed.openNote,
  meeting: sealed.openMeeting,
  version: sealed.openVersion,
};

/** Returns a function that takes the rows of a store in their order, and returns what a row seals; undefined if nothing. */
export function sealedRows(vault: Vault): (table: string, row: Row) => SealedRow | undefined {
  const names = new Map<unknown, SubmissionName>();
  const nameOf = (seq: unknown): SubmissionName => {
    const name = names.get(seq);
    if (!name) throw new Error(`There is something of submission ${String(seq)}, which is not there.`);
    return name;
  };
  return (table, row) => {
    if (table === 'submission')
      names.set(row['seq'], { form: row['form'], submissionId: row['submission_id'] } as SubmissionName);
    const open = (openers as Readonly<Record<string, OpenRow>>)[table];
    if (!open || typeof row['key_id'] !== 'string') return undefined;
    const content = { keyId: row['key_id'], nonce: row['nonce'] as Uint8Array, box: row['box'] as Uint8Array };
    const name = names.get(table === 'enclosure' ? row['submission'] : row['seq']);
    const whose = name && subjectOf(name);
    const what =
      table === 'submission'
        ? whose!
        : table === 'enclosure'
          ? `${String(row['kind'])} of ${whose ?? 'nobody'}`
          : `${table} ${String(row['seq'] ?? row['staff'])}`;
    return { what, open: () => open(vault, row, content, nameOf) };
  };
}
