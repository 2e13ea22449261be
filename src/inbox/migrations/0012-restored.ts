import type { Kysely } from 'kysely';

/** Adds the note that a backup was restored and that whoever keeps the inbox has not let mails go on since. */
export const restored = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('restored')
      .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute();
  },
};
