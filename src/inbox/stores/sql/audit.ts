import type { AuditRecord } from '../types/records.ts';
import type { Db } from './tables.ts';

/** Returns the entries about one subject, oldest first. */
export const auditOf = (db: Db, subject: string): Promise<AuditRecord[]> =>
  db.selectFrom('audit').selectAll().where('subject', '=', subject).orderBy('seq').execute();

/** Returns part of the audit, newest first. Selects by number, because the entries are numbered without gaps. */
export async function auditPage(db: Db, offset: number, limit: number): Promise<AuditRecord[]> {
  const last = (await auditLength(db)) - offset;
  return db
    .selectFrom('audit')
    .selectAll()
    .where('seq', '<=', last)
    .where('seq', '>', last - limit)
    .orderBy('seq', 'desc')
    .execute();
}

export async function auditLength(db: Db): Promise<number> {
  const last = await db.selectFrom('audit').select('seq').orderBy('seq', 'desc').limit(1).executeTakeFirst();
  return last?.seq ?? 0;
}

const atOnce = 1_000;

/** Yields all entries, oldest first, in portions, so that no lock lasts long. */
export async function* audit(db: Db): AsyncIterable<AuditRecord> {
  let last = 0;
  for (;;) {
    const rows = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', last)
      .orderBy('seq')
      .limit(atOnce)
      .execute();
    yield* rows;
    const end = rows.at(-1);
    if (!end) return;
    last = end.seq;
  }
}
