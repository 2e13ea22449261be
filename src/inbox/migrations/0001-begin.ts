import { sql, type ColumnDefinitionBuilder, type Kysely } from 'kysely';

/** The differences between the databases. */
export interface Dialect {
  /** The column type of bytes. */
  bytes: 'blob' | 'bytea';
  /** Makes a column number the rows in the order of arrival. */
  numbered: (column: ColumnDefinitionBuilder) => ColumnDefinitionBuilder;
  /** True if processes of several machines may use it at once. */
  isShared: boolean;
}

/**
 * Rows are numbered in the order of arrival, and other tables refer to a submission by its number. So the rows of one
 * commit are together on few pages, and a commit writes little. Only the ids and codes for look-ups are spread over an
 * index.
 */
export const begin = ({ bytes, numbered }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('submission')
      .addColumn('seq', 'integer', numbered)
      .addColumn('form', 'text', (column) => column.notNull())
      .addColumn('submission_id', 'text', (column) => column.notNull())
      .addColumn('reference', 'text', (column) => column.notNull())
      .addColumn('status', 'text', (column) => column.notNull())
      .addColumn('round', 'text')
      .addColumn('form_version', 'text', (column) => column.notNull())
      .addColumn('received_at', 'text', (column) => column.notNull())
      .addColumn('queued_at', 'text')
      .addColumn('duplicate_of', 'text')
      .addColumn('read_at', 'text')
      .addColumn('closed_at', 'text')
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('nonce', sql.raw(bytes), (column) => column.notNull())
      .addColumn('box', sql.raw(bytes), (column) => column.notNull())
      .addColumn('body_code', sql.raw(bytes), (column) => column.notNull())
      .addColumn('email_code', sql.raw(bytes))
      .addColumn('repeat_code', sql.raw(bytes))
      .execute();
    await index(db, 'submission_name', 'submission', ['submission_id', 'form']).unique().execute();
    await index(db, 'submission_applicant', 'submission', ['email_code', 'form', 'seq']).execute();
    await index(db, 'submission_repeat', 'submission', ['repeat_code', 'form'])
      .where(sql.ref('repeat_code'), 'is not', null)
      .execute();
    await index(db, 'submission_form', 'submission', ['form', 'seq']).execute();
    await index(db, 'submission_status', 'submission', ['status', 'seq']).execute();
    await index(db, 'submission_duplicate', 'submission', ['seq'])
      .where(sql.ref('duplicate_of'), 'is not', null)
      .execute();
    // Covers every count, so that counting reads no answers.
    await index(db, 'submission_marks', 'submission', ['form', 'status', 'duplicate_of', 'read_at']).execute();

    await db.schema
      .createTable('enclosure')
      .addColumn('seq', 'integer', numbered)
      .addColumn('submission', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('body_code', sql.raw(bytes))
      .addColumn('key_id', 'text', (column) => column.notNull())
      .addColumn('nonce', sql.raw(bytes), (column) => column.notNull())
      .addColumn('box', sql.raw(bytes), (column) => column.notNull())
      .execute();
    await index(db, 'enclosure_of', 'enclosure', ['submission', 'kind', 'body_code']).execute();

    await db.schema
      .createTable('outbox')
      .addColumn('submission', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('due_at', 'text', (column) => column.notNull())
      .addColumn('sent_at', 'text')
      .addColumn('failure', 'text')
      .addPrimaryKeyConstraint('outbox_name', ['submission', 'kind'])
      .execute();
    await index(db, 'outbox_due', 'outbox', ['due_at']).where(sql.ref('sent_at'), 'is', null).execute();

    await db.schema
      .createTable('audit')
      .addColumn('seq', 'integer', (column) => column.primaryKey().notNull())
      .addColumn('at', 'text', (column) => column.notNull())
      .addColumn('actor', 'text', (column) => column.notNull())
      .addColumn('action', 'text', (column) => column.notNull())
      .addColumn('subject', 'text', (column) => column.notNull())
      .addColumn('detail', 'text', (column) => column.notNull())
      .addColumn('link', sql.raw(bytes), (column) => column.notNull())
      .execute();

    await db.schema
      .createTable('staff')
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('password', 'text', (column) => column.notNull())
      .addColumn('created_at', 'text', (column) => column.notNull())
      .addColumn('disabled_at', 'text')
      .execute();

    await db.schema
      .createTable('session')
      .addColumn('id_hash', sql.raw(bytes), (column) => column.primaryKey().notNull())
      .addColumn('staff', 'text', (column) => column.notNull())
      .addColumn('started_at', 'text', (column) => column.notNull())
      .addColumn('seen_at', 'text', (column) => column.notNull())
      .execute();
  },
});

const index = (db: Kysely<unknown>, name: string, table: string, columns: string[]) =>
  db.schema.createIndex(name).on(table).columns(columns);
