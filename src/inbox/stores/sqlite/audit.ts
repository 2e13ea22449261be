import type { DatabaseSync } from 'node:sqlite';
import type { AuditEntry } from '../store.ts';
import { auditText, firstLink, type AuditLinker } from '../audit-link.ts';

/** Returns the function that appends to the audit inside a transaction that holds the write lock. */
export function auditWriter(db: DatabaseSync, link: AuditLinker): (entry: AuditEntry) => void {
  const last = db.prepare('SELECT seq, link FROM audit ORDER BY seq DESC LIMIT 1');
  const insert = db.prepare(
    'INSERT INTO audit (seq, at, actor, action, subject, detail, link) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  return (entry) => {
    const before = last.get() as { seq: number; link: Uint8Array } | undefined;
    const seq = (before?.seq ?? 0) + 1;
    const bound = link(before?.link ?? firstLink, auditText(seq, entry));
    insert.run(seq, entry.at, entry.actor, entry.action, entry.subject, entry.detail, bound);
  };
}
