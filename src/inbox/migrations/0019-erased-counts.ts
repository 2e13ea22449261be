import type { Kysely } from 'kysely';

/** Adds what the report of a round still counts of submissions that are erased: numbers, and nothing about a person. */
export const erasedCounts = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('erased_count')
      .addColumn('round', 'text', (column) => column.notNull())
      .addColumn('what', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('erased_count_once', ['round', 'what', 'state'])
      .execute();
  },
};
