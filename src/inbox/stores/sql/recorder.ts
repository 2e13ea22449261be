import type { Transaction } from 'kysely';
import type { Actor, AuditEntry } from '../types/records.ts';
import { auditText, firstLink, type AuditLinker } from '../audit-link.ts';
import type { Tables } from './tables.ts';

/** Appends an entry to the audit. */
export type Recorder = (entry: AuditEntry) => Promise<void>;

/** Runs work and its audit entries in one transaction that holds the write lock; all of it is stored, or none. */
export type Transact = <T>(work: (transaction: Transaction<Tables>, record: Recorder) => Promise<T>) => Promise<T>;

/** Who writes, and the transaction and the audit in which they write. */
export interface Writer {
  db: Transaction<Tables>;
  record: Recorder;
  actor: Actor;
}

/** Returns the recorder of a transaction that holds the write lock. */
export const recorderOf =
  (transaction: Transaction<Tables>, link: AuditLinker): Recorder =>
  async (entry) => {
    const last = await transaction
      .selectFrom('audit')
      .select(['seq', 'link'])
      .orderBy('seq', 'desc')
      .limit(1)
      .executeTakeFirst();
    const seq = (last?.seq ?? 0) + 1;
    const bound = link(last?.link ?? firstLink, auditText(seq, entry));
    await transaction
      .insertInto('audit')
      .values({ ...entry, seq, link: bound })
      .execute();
  };
