import { sql, type Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

interface Before {
  outbox_before: Record<(typeof copiedColumns)[number], string>;
  outbox: Record<(typeof copiedColumns)[number] | 'deed', string | null>;
}

const copiedColumns = [
  'submission',
  'kind',
  'tries',
  'queued_at',
  'due_at',
  'sent_at',
  'failure',
  'claimed_until',
] as const;

/** Gives each mail a row of its own with its content, and adds the mail outage. */
export const eachMail = ({ bytes, numbered }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema.dropIndex('outbox_due').execute();
    await db.schema.alterTable('outbox').renameTo('outbox_before').execute();
    await db.schema
      .createTable('outbox')
      .addColumn('seq', 'integer', numbered)
      .addColumn('submission', 'integer', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      // Names the cause of a mail that must be queued only once.
      .addColumn('deed', 'text', (column) => column.unique())
      .addColumn('other', 'integer')
      .addColumn('key_id', 'text')
      .addColumn('nonce', sql.raw(bytes))
      .addColumn('box', sql.raw(bytes))
      .addColumn('message_id', 'text')
      .addColumn('tries', 'integer', (column) => column.notNull().defaultTo(0))
      .addColumn('queued_at', 'text')
      .addColumn('due_at', 'text', (column) => column.notNull())
      .addColumn('sent_at', 'text')
      .addColumn('failure', 'text')
      .addColumn('claimed_until', 'text')
      .addColumn('returned_at', 'text')
      .execute();
    await (db as Kysely<Before>)
      .insertInto('outbox')
      .columns([...copiedColumns, 'deed'])
      .expression((from) =>
        from
          .selectFrom('outbox_before')
          .select(copiedColumns)
          .select(
            sql<string | null>`case when kind like 'digest %' then kind
              when kind in ('receipt', 'notice') then kind || ' ' || submission end`.as('deed'),
          )
          .orderBy('submission')
          .orderBy('queued_at'),
      )
      .execute();
    await db.schema.dropTable('outbox_before').execute();
    await db.schema
      .createIndex('outbox_due')
      .on('outbox')
      .column('due_at')
      .where(sql.ref('sent_at'), 'is', null)
      .execute();
    await db.schema.createIndex('outbox_of').on('outbox').columns(['submission', 'seq']).execute();
    await db.schema
      .createIndex('outbox_other')
      .on('outbox')
      .column('other')
      .where(sql.ref('other'), 'is not', null)
      .execute();
    await db.schema.createIndex('outbox_message').on('outbox').column('message_id').execute();
    await db.schema
      .createTable('mail_outage')
      .addColumn('name', 'text', (column) => column.primaryKey().notNull())
      .addColumn('since', 'text', (column) => column.notNull())
      .addColumn('failure', 'text', (column) => column.notNull())
      .addColumn('tries', 'integer', (column) => column.notNull())
      .addColumn('retry_at', 'text', (column) => column.notNull())
      .execute();
  },
});
