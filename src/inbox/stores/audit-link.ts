import type { AuditEntry } from './types/store.ts';

/** Binds an entry to the link before it; made with a key that is not in the database (`Vault.auditLink`). */
export type AuditLinker = (previous: Uint8Array, entry: string) => Uint8Array;

/** What the first entry is bound to. */
export const firstLink: Uint8Array = new Uint8Array(32);

/** An entry as it is bound: its number and every column, unambiguous. */
export const auditText = (seq: number, entry: AuditEntry): string =>
  JSON.stringify([seq, entry.at, entry.actor, entry.action, entry.subject, entry.detail]);
