import { sql, type SqlBool } from 'kysely';
import type { Db } from './tables.ts';

/** Selects submissions with something new that this person has not opened; without a person, that nobody has opened. */
export const isUnreadBy = (reader: string | undefined) =>
  sql<SqlBool>`(read_at is null and not exists (select 1 from seen where seen.submission = submission.seq
    ${reader === undefined ? sql`` : sql`and seen.staff = ${reader}`}))`;

/** Makes a submission unread for everybody. Runs inside a transaction. */
export async function makeUnread(db: Db, seq: number): Promise<void> {
  await db.updateTable('submission').set({ read_at: null }).where('seq', '=', seq).execute();
  await leaveSeen(db, seq);
}

export async function leaveSeen(db: Db, seq: number): Promise<void> {
  await db.deleteFrom('seen').where('submission', '=', seq).execute();
}

/** Returns those of these submissions, by `seq`, that are unread for this member of staff. */
export async function unreadOf(db: Db, reader: string, seqs: readonly number[]): Promise<ReadonlySet<number>> {
  if (seqs.length === 0) return new Set();
  const rows = await db
    .selectFrom('submission')
    .select('seq')
    .where('seq', 'in', seqs)
    .where(isUnreadBy(reader))
    .execute();
  return new Set(rows.map(({ seq }) => seq));
}
