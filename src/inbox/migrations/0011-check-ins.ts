import type { Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

/** Adds the questions to both people of a match while it lasts, and their answers. */
export const checkIns = ({ bytes, numbered }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('check_in')
      .addColumn('seq', 'integer', numbered)
      .addColumn('match', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('side', 'text', (column) => column.notNull())
      .addColumn('asked_at', 'text', (column) => column.notNull())
      .addColumn('answered_at', 'text')
      .addColumn('answers', 'text', (column) => column.notNull())
      .addColumn('key_id', 'text')
      .addColumn('nonce', bytes)
      .addColumn('box', bytes)
      .execute();
    await db.schema.createIndex('check_in_once').on('check_in').columns(['match', 'kind', 'side']).unique().execute();
  },
});
