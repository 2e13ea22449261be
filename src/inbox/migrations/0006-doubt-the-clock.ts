import { sql, type Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

/** Adds the state of the clock, the end of a chore, erasures that may still be in files, and the probe of the disk. */
export const doubtTheClock = ({ bytes }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('clock')
      .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('seen_at', 'text', (column) => column.notNull())
      .addColumn('doubted_at', 'text')
      .addColumn('moved_from', 'text')
      .execute();
    await db.schema.alterTable('chore').addColumn('done_at', 'text').execute();
    await db.schema
      .createTable('erasure')
      .addColumn('form', 'text', (column) => column.notNull())
      .addColumn('submission_id', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('erasure_name', ['form', 'submission_id'])
      .execute();
    await db.schema
      .createTable('probe')
      .addColumn('id', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('filler', sql.raw(bytes), (column) => column.notNull())
      .execute();
  },
});
