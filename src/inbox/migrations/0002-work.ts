import { sql, type Kysely } from 'kysely';

/** What staff do with a submission: its status apart from how it came in, whose it is; and what each of them may do. */
export const work = {
  async up(db: Kysely<unknown>): Promise<void> {
    const typed = db as Kysely<{ submission: { arrived: string; status: string } }>;
    await db.schema
      .alterTable('submission')
      .addColumn('arrived', 'text', (column) => column.notNull().defaultTo('new'))
      .execute();
    await typed
      .updateTable('submission')
      .set({ arrived: sql.ref('status') })
      .execute();
    await db.schema.alterTable('submission').addColumn('assigned_to', 'text').execute();
    await db.schema.createIndex('submission_assigned').on('submission').columns(['assigned_to', 'seq']).execute();
    await db.schema.createIndex('audit_subject').on('audit').columns(['subject', 'seq']).execute();
    // Who had an account could do everything.
    await db.schema
      .alterTable('staff')
      .addColumn('role', 'text', (column) => column.notNull().defaultTo('admin'))
      .execute();
  },
};
