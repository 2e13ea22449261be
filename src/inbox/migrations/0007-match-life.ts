import { sql, type Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

interface Before {
  match_before: { mentee: number; mentor: number; at: string };
  submission: { seq: number; submission_id: string; status: string; round: string | null; closed_at: string | null };
  match: Record<(typeof copied)[number], unknown>;
}

const copied = ['mentee', 'mentor', 'round', 'began_at', 'began_by', 'ended_at', 'outcome', 'reason'] as const;

/**
 * Gives each match a row of its own with its round, start, end and outcome. A match whose mentee is no longer matched
 * has ended; who began a match is in the audit.
 */
export const matchLife = ({ numbered }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.dropIndex('match_mentor').execute();
    await db.schema.alterTable('match').renameTo('match_before').execute();
    await db.schema
      .createTable('match')
      .addColumn('seq', 'integer', numbered)
      .addColumn('mentee', 'integer')
      .addColumn('mentor', 'integer')
      .addColumn('round', 'text')
      .addColumn('began_at', 'text', (column) => column.notNull())
      .addColumn('began_by', 'text', (column) => column.notNull())
      .addColumn('ended_at', 'text')
      .addColumn('ended_by', 'text')
      .addColumn('outcome', 'text')
      .addColumn('reason', 'text')
      .execute();
    const hasEnded = sql<boolean>`submission.status <> 'matched'`;
    await (db as Kysely<Before>)
      .insertInto('match')
      .columns([...copied])
      .expression((from) =>
        from
          .selectFrom('match_before')
          .innerJoin('submission', 'submission.seq', 'match_before.mentee')
          .select(['match_before.mentee', 'match_before.mentor', 'submission.round', 'match_before.at'])
          .select(
            sql<string>`coalesce((select actor from audit where action = 'matched'
              and subject = 'mentee/' || submission.submission_id order by seq desc limit 1), 'unknown')`.as(
              'began_by',
            ),
          )
          .select(
            sql<string | null>`case when ${hasEnded} then coalesce(submission.closed_at, match_before.at) end`.as(
              'ended_at',
            ),
          )
          .select(sql<string | null>`case when ${hasEnded} then 'ended-early' end`.as('outcome'))
          .select(
            sql<string | null>`case when submission.status = 'withdrawn' then 'mentee-left'
              when ${hasEnded} then 'other' end`.as('reason'),
          )
          .orderBy('match_before.at')
          .orderBy('match_before.mentee'),
      )
      .execute();
    await db.schema.dropTable('match_before').execute();
    await db.schema
      .createIndex('match_current')
      .on('match')
      .column('mentee')
      .unique()
      .where(sql.ref('ended_at'), 'is', null)
      .execute();
    await db.schema.createIndex('match_mentee').on('match').column('mentee').execute();
    await db.schema.createIndex('match_mentor').on('match').column('mentor').execute();
  },
});
