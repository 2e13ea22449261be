import { sql, type Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

/** What several processes on one database must not do twice (send a mail, do an hourly chore), and what they count together. */
export const claimMail = ({ isShared }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.alterTable('outbox').addColumn('claimed_until', 'text').execute();
    await db.schema
      .createTable('chore')
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('began_at', 'text', (column) => column.notNull())
      .execute();
    // Counts of a few hours, which may be lost when the database fails: not worth a wait for the disk.
    if (isShared)
      await sql`CREATE UNLOGGED TABLE throttle (key text PRIMARY KEY, points integer NOT NULL, expire bigint)`.execute(
        db,
      );
  },
});
