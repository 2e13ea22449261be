import type { Kysely } from 'kysely';
import type { Dialect } from './0001-begin.ts';

/** Adds the proposals for a round, their pairs, who is left over, and the pairs that staff fix or forbid. */
export const matchingRuns = ({ numbered }: Dialect) => ({
  async up(db: Kysely<unknown>): Promise<void> {
    await db.schema
      .createTable('matching_run')
      .addColumn('seq', 'integer', numbered)
      .addColumn('round', 'text', (column) => column.notNull())
      .addColumn('made_at', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('state', 'text', (column) => column.notNull())
      .addColumn('cause', 'text', (column) => column.notNull())
      .addColumn('settings', 'text', (column) => column.notNull())
      .addColumn('totals', 'text', (column) => column.notNull())
      .addColumn('input_hash', 'text', (column) => column.notNull())
      .execute();
    await db.schema.createIndex('matching_run_round').on('matching_run').columns(['round', 'seq']).execute();
    await db.schema
      .createTable('run_pair')
      .addColumn('run', 'integer', (column) => column.notNull())
      .addColumn('mentee', 'integer', (column) => column.notNull())
      .addColumn('mentor', 'integer', (column) => column.notNull())
      .addColumn('points', 'integer', (column) => column.notNull())
      .addColumn('can_meet', 'integer', (column) => column.notNull())
      .addColumn('sector_rank', 'integer')
      .addColumn('is_carried_over', 'integer', (column) => column.notNull())
      .addColumn('is_locked', 'integer', (column) => column.notNull())
      .addPrimaryKeyConstraint('run_pair_name', ['run', 'mentee'])
      .execute();
    await db.schema
      .createTable('run_left')
      .addColumn('run', 'integer', (column) => column.notNull())
      .addColumn('mentee', 'integer', (column) => column.notNull())
      .addColumn('why', 'text', (column) => column.notNull())
      .addPrimaryKeyConstraint('run_left_name', ['run', 'mentee'])
      .execute();
    await db.schema
      .createTable('matching_rule')
      .addColumn('seq', 'integer', numbered)
      .addColumn('round', 'text', (column) => column.notNull())
      .addColumn('kind', 'text', (column) => column.notNull())
      .addColumn('mentee', 'integer', (column) => column.notNull())
      .addColumn('mentor', 'integer', (column) => column.notNull())
      .addColumn('made_at', 'text', (column) => column.notNull())
      .addColumn('made_by', 'text', (column) => column.notNull())
      .addColumn('made_run', 'integer', (column) => column.notNull())
      .addColumn('ended_at', 'text')
      .addColumn('ended_by', 'text')
      .addColumn('ended_run', 'integer')
      .execute();
    await db.schema.createIndex('matching_rule_round').on('matching_rule').column('round').execute();
  },
});
