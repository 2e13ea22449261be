import type { AuditEntry } from './types/records.ts';

/** Returns the link of an entry from the previous link, with a key that is not in the database (`Vault.auditLink`). */
export type AuditLinker = (previous: Uint8Array, entry: string) => Uint8Array;

/** The link before the first entry. */
export const firstLink: Uint8Array = new Uint8Array(32);

/** Returns the text that the link is made of: the number and every column, unambiguously. */
export const auditText = (seq: number, entry: AuditEntry): string =>
  JSON.stringify([seq, entry.at, entry.actor, entry.action, entry.subject, entry.detail]);
