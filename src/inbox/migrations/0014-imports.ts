import type { Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

/** Adds the imports of submissions from files, so that each can be undone as one. */
export const imports = ({ numbered }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('import')
      .addColumn('seq', 'integer', numbered)
      .addColumn('import_id', 'text', (column) => column.notNull().unique())
      .addColumn('form', 'text', (column) => column.notNull())
      .addColumn('made_at', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('count', 'integer', (column) => column.notNull())
      .addColumn('undone_at', 'text')
      .addColumn('undone_by', 'text')
      .execute();
    await db.schema.alterTable('submission').addColumn('import', 'integer').execute();
    await db.schema.createIndex('submission_import').on('submission').column('import').execute();
  },
});
