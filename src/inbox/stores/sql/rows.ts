import type { Tables } from './tables.ts';

/**
 * A table that moves to another store. The chores, the clock, the erasures, the mail outage and the probe stay behind.
 */
export type MovedTable = Exclude<keyof Tables, 'chore' | 'clock' | 'erasure' | 'mail_outage' | 'probe'>;

/** The columns that sort the rows of each table when all are read. */
export const orders: Readonly<Record<MovedTable, readonly SortColumn[]>> = {
  submission: [{ column: 'seq' }],
  enclosure: [{ column: 'seq' }],
  outbox: [{ column: 'seq' }],
  audit: [{ column: 'seq' }],
  staff: [{ column: 'name', isText: true }],
  session: [{ column: 'id_hash' }],
  second_step: [{ column: 'staff', isText: true }],
  recovery_code: [{ column: 'staff', isText: true }, { column: 'code' }],
  calendar: [{ column: 'staff', isText: true }],
  match: [{ column: 'seq' }],
  matching_run: [{ column: 'seq' }],
  run_pair: [{ column: 'run' }, { column: 'mentee' }],
  run_left: [{ column: 'run' }, { column: 'mentee' }],
  matching_rule: [{ column: 'seq' }],
  offer: [{ column: 'seq' }],
  no_reminders: [{ column: 'submission' }],
  check_in: [{ column: 'seq' }],
  worry_dealt_with: [{ column: 'check_in' }, { column: 'worry', isText: true }],
  proposal: [{ column: 'seq' }],
  meeting_answer: [{ column: 'seq' }],
  import: [{ column: 'seq' }],
  seen: [{ column: 'submission' }, { column: 'staff', isText: true }],
  content_change: [{ column: 'seq' }],
  link: [{ column: 'seq' }],
  erased_count: [
    { column: 'round', isText: true },
    { column: 'what', isText: true },
    { column: 'state', isText: true },
  ],
  restored: [{ column: 'id' }],
};

interface SortColumn {
  column: string;
  /** Sorts by bytes, whatever the language of the database. */
  isText?: boolean;
}

export const tableNames = Object.keys(orders) as MovedTable[];

/** Tables whose rows the database numbers. */
export const numberedTables = [
  'submission',
  'enclosure',
  'outbox',
  'match',
  'matching_run',
  'matching_rule',
  'offer',
  'check_in',
  'proposal',
  'meeting_answer',
  'import',
  'content_change',
  'link',
] as const satisfies MovedTable[];

/** How many rows are read or written together. */
export const rowsAtOnce = 500;
