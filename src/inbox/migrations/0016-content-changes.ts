import type { Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

/** Adds what staff changed in the site's rounds and mails. */
export const contentChanges = ({ numbered }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('content_change')
      .addColumn('seq', 'integer', numbered)
      .addColumn('file', 'text', (column) => column.notNull())
      .addColumn('text', 'text')
      .addColumn('made_at', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('applies_at', 'text', (column) => column.notNull())
      .addColumn('mail_group', 'text')
      .addColumn('undone_at', 'text')
      .addColumn('undone_by', 'text')
      .execute();
  },
});
