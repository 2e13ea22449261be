import { sql, type Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

/** Adds claims for what several processes must not do twice (send a mail, do a chore), and their shared counts. */
export const claimMail = ({ isShared }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('outbox').addColumn('claimed_until', 'text').execute();
    await db.schema
      .createTable('chore')
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('began_at', 'text', (column) => column.notNull())
      .execute();
    // A failure of the database may lose these counts of a few hours; writing them to the disk is not worth the wait.
    if (isShared)
      await sql`CREATE UNLOGGED TABLE throttle (key text PRIMARY KEY, points integer NOT NULL, expire bigint)`.execute(
        db,
      );
  },
});
