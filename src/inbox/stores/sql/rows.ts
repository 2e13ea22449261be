import type { Tables } from './tables.ts';

/**
 * A table that is part of what an inbox holds. When a chore was last done, what the clock showed, what is being erased, whether mail goes
 * out, and the probe are not.
 */
export type HeldTable = Exclude<keyof Tables, 'chore' | 'clock' | 'erasure' | 'mail_outage' | 'probe'>;

/** By what the rows of each table are ordered wherever all of them are read. */
export const orders: Readonly<Record<HeldTable, readonly Order[]>> = {
  submission: [{ column: 'seq' }],
  enclosure: [{ column: 'seq' }],
  outbox: [{ column: 'seq' }],
  audit: [{ column: 'seq' }],
  staff: [{ column: 'name', isText: true }],
  session: [{ column: 'id_hash' }],
  second_step: [{ column: 'staff', isText: true }],
  recovery_code: [{ column: 'staff', isText: true }, { column: 'code' }],
  calendar: [{ column: 'staff', isText: true }],
  match: [{ column: 'mentee' }],
};

interface Order {
  column: string;
  /** Sorted by its bytes, whatever the database's language. */
  isText?: boolean;
}

export const tableNames = Object.keys(orders) as HeldTable[];

/** Tables whose rows the database numbers. */
export const numberedTables = ['submission', 'enclosure', 'outbox'] as const satisfies HeldTable[];

/** How many rows are read or written at once. */
export const rowsAtOnce = 500;
