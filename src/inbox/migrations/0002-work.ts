import { sql, type Kysely } from 'kysely';

/** Adds the work of staff: a status apart from the way of arrival, an assignment, and roles. */
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
    // Every existing account could do everything.
    await db.schema
      .alterTable('staff')
      .addColumn('role', 'text', (column) => column.notNull().defaultTo('admin'))
      .execute();
  },
};
