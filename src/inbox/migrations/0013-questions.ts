import type { Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

/** Adds the times that mentors propose for a one-off meeting, and what both say after it. */
export const questions = ({ bytes, numbered }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('proposal')
      .addColumn('seq', 'integer', numbered)
      .addColumn('offer', 'integer', (column) => column.notNull())
      .addColumn('made_at', 'text', (column) => column.notNull())
      .addColumn('times', 'text', (column) => column.notNull())
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('nonce', bytes, (column) => column.notNull())
      .addColumn('box', bytes, (column) => column.notNull())
      .addColumn('answered_at', 'text')
      .addColumn('chosen', 'text')
      .execute();
    await db.schema.createIndex('proposal_offer').on('proposal').column('offer').execute();
    await db.schema
      .createTable('meeting_answer')
      .addColumn('seq', 'integer', numbered)
      .addColumn('offer', 'integer', (column) => column.notNull())
      .addColumn('meeting', 'integer', (column) => column.notNull())
      .addColumn('side', 'text', (column) => column.notNull())
      .addColumn('answered_at', 'text', (column) => column.notNull())
      .addColumn('answer', 'text', (column) => column.notNull())
      .execute();
    await db.schema
      .createIndex('meeting_answer_once')
      .on('meeting_answer')
      .columns(['offer', 'meeting', 'side'])
      .unique()
      .execute();
  },
});
