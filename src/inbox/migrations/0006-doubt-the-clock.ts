import { type Kysely } from 'kysely';

/** By what it is known that the clock moved, and whether an hourly chore that was begun is done. */
export const doubtTheClock = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('clock')
      .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('seen_at', 'text', (column) => column.notNull())
      .addColumn('doubted_at', 'text')
      .addColumn('moved_from', 'text')
      .execute();
    await db.schema.alterTable('chore').addColumn('done_at', 'text').execute();
  },
};
