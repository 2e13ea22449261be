import { sql, type Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

/** Adds the mentors who are asked to take a mentee, with their answers, and the people who want no reminders. */
export const offers = ({ bytes, numbered }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('offer')
      .addColumn('seq', 'integer', numbered)
      .addColumn('round', 'text', (column) => column.notNull())
      .addColumn('mentee', 'integer', (column) => column.notNull())
      .addColumn('mentor', 'integer', (column) => column.notNull())
      .addColumn('asked_at', 'text', (column) => column.notNull())
      .addColumn('asked_by', 'text', (column) => column.notNull())
      .addColumn('days', 'integer', (column) => column.notNull())
      .addColumn('answer_by', 'text', (column) => column.notNull())
      .addColumn('answer', 'text', (column) => column.notNull())
      .addColumn('answered_at', 'text')
      .addColumn('reason', 'text')
      .addColumn('key_id', 'text')
      .addColumn('nonce', bytes)
      .addColumn('box', bytes)
      .execute();
    await db.schema
      .createIndex('offer_waiting')
      .on('offer')
      .column('mentee')
      .unique()
      .where(sql.ref('answer'), '=', sql.lit('waiting'))
      .execute();
    await db.schema.createIndex('offer_mentor').on('offer').column('mentor').execute();
    await db.schema.createIndex('offer_round').on('offer').column('round').execute();
    await db.schema
      .createTable('no_reminders')
      .addColumn('submission', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute();
  },
});
