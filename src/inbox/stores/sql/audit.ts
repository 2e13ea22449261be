import type { Kysely } from 'kysely';
import type { AuditRecord } from '../../store.ts';
import type { Tables } from './tables.ts';

export const auditOf = (db: Kysely<Tables>, subject: string): Promise<AuditRecord[]> =>
  db.selectFrom('audit').selectAll().where('subject', '=', subject).orderBy('seq').execute();

const atOnce = 1_000;

/** Every entry from the first, read in portions so that nothing is held for long. */
export async function* audit(db: Kysely<Tables>): AsyncIterable<AuditRecord> {
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
