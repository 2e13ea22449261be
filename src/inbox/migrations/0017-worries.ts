import type { Kysely } from 'kysely';

/** Adds which worries about pairs staff have dealt with. */
export const worriesDealtWith = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('worry_dealt_with')
      .addColumn('check_in', 'integer', (column) => column.notNull())
      .addColumn('worry', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('by', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('worry_once', ['check_in', 'worry'])
      .execute();
  },
};
