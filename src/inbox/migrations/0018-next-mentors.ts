import type { Kysely } from 'kysely';

/** Adds whether the next best mentor is asked a question when one comes to nothing. */
export const nextMentors = {
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .alterTable('offer')
      .addColumn('moves_on', 'integer', (column) => column.notNull().defaultTo(0))
      .execute();
  },
};
