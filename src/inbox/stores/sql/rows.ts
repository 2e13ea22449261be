import type { Tables } from './tables.ts';

/** The tables, what belongs to others after it, and by what their rows are ordered wherever all of them are read. */
export const orders: Readonly<Record<keyof Tables, readonly Order[]>> = {
  submission: [{ column: 'seq' }],
  enclosure: [{ column: 'seq' }],
  outbox: [{ column: 'submission' }, { column: 'kind', isText: true }],
  audit: [{ column: 'seq' }],
  staff: [{ column: 'name', isText: true }],
  session: [{ column: 'id_hash' }],
};

interface Order {
  column: string;
  /** Sorted by its bytes, whatever the database's language. */
  isText?: boolean;
}

export const tableNames = Object.keys(orders) as (keyof Tables)[];

/** Tables whose rows the database numbers. */
export const numberedTables = ['submission', 'enclosure'] as const satisfies (keyof Tables)[];

/** How many rows are read or written at once. */
export const rowsAtOnce = 500;
