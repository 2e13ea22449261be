import type { Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

/** Adds the secret links to pages about one submission. */
export const links = ({ bytes, numbered }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('link')
      .addColumn('seq', 'integer', numbered)
      .addColumn('token_hash', bytes, (column) => column.notNull())
      .addColumn('nonce', bytes, (column) => column.notNull())
      .addColumn('purpose', 'text', (column) => column.notNull())
      .addColumn('submission', 'integer', (column) => column.notNull())
      .addColumn('about', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('expires_at', 'text')
      .execute();
    await db.schema.createIndex('link_token').on('link').column('token_hash').unique().execute();
    await db.schema
      .createIndex('link_subject')
      .on('link')
      .columns(['submission', 'purpose', 'about'])
      .unique()
      .execute();
  },
});
