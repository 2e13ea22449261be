import { sql, type Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

/**
 * Adds the second step of logging in, the browser of a session, calendar links, matches, and when a mail was queued.
 */
export const accessAndMatches = ({ bytes }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('second_step')
      .addColumn('staff', 'text', (column) => column.primaryKey().notNull())
      .addColumn('begun_at', 'text', (column) => column.notNull())
      .addColumn('confirmed_at', 'text')
      .addColumn('used_period', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('nonce', sql.raw(bytes), (column) => column.notNull())
      .addColumn('box', sql.raw(bytes), (column) => column.notNull())
      .execute();
    await db.schema
      .createTable('recovery_code')
      .addColumn('staff', 'text', (column) => column.notNull())
      .addColumn('code', sql.raw(bytes), (column) => column.notNull())
      .addPrimaryKeyConstraint('recovery_code_name', ['staff', 'code'])
      .execute();
    await db.schema
      .alterTable('session')
      .addColumn('browser', 'text', (column) => column.notNull().defaultTo(''))
      .execute();
    await db.schema
      .createTable('calendar')
      .addColumn('staff', 'text', (column) => column.primaryKey().notNull())
      .addColumn('token_hash', sql.raw(bytes), (column) => column.notNull())
      .execute();
    await db.schema.createIndex('calendar_token').on('calendar').column('token_hash').unique().execute();

    await db.schema
      .createTable('match')
      .addColumn('mentee', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('mentor', 'integer', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('match_mentor').on('match').column('mentor').execute();

    await db.schema.alterTable('outbox').addColumn('queued_at', 'text').execute();
  },
});
