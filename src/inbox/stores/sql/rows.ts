import type { Tables } from './tables.ts';

/**
 * A table that moves to another store. The chores, the clock, the erasures, the mail outage and the probe stay behind.
 */
export type MovedTable = Exclude<keyof Tables, 'chore' | 'clock' | 'erasure' | 'mail_outage' | 'probe'>;

/** The columns that sort the rows of each table when all are read. */
export const orders: Readonly<Record<MovedTable, readonly string[]>> = {
  submission: ['seq'],
  enclosure: ['seq'],
  outbox: ['seq'],
  audit: ['seq'],
  staff: ['name'],
  session: ['id_hash'],
  second_step: ['staff'],
  recovery_code: ['staff', 'code'],
  calendar: ['staff'],
  match: ['seq'],
  matching_run: ['seq'],
  run_pair: ['run', 'mentee'],
  run_left: ['run', 'mentee'],
  matching_rule: ['seq'],
  offer: ['seq'],
  no_reminders: ['submission'],
  check_in: ['seq'],
  worry_dealt_with: ['check_in', 'worry'],
  proposal: ['seq'],
  meeting_answer: ['seq'],
  import: ['seq'],
  seen: ['submission', 'staff'],
  content_change: ['seq'],
  link: ['seq'],
  erased_count: ['round', 'what', 'state'],
  restored: ['id'],
};

/** Columns that are sorted by bytes, whatever the language of the database. */
export const textColumns = ['name', 'staff', 'worry', 'round', 'what', 'state'];

export const tableNames = Object.keys(orders) as MovedTable[];

/** Tables whose rows the database numbers. */
export const numberedTables = tableNames.filter((table) => orders[table][0] === 'seq' && table !== 'audit');

/** How many rows are read or written together. */
export const rowsAtOnce = 500;
