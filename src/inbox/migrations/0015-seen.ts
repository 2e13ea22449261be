import type { Kysely } from 'kysely';

/** Adds who has opened which submission. Those that were read before this version are read for everybody. */
export const seen = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('seen')
      .addColumn('submission', 'integer', (column) => column.notNull())
      .addColumn('staff', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('seen_once', ['submission', 'staff'])
      .execute();
  },
};
