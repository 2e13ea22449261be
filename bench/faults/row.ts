/** A row of the table of faults: a fault to cause, and the counts that must result. */
export interface Row {
  /** As in the table of faults: R1, A4. */
  id: string;
  claim: string;
  /** Set when the row concerns the files of one database and runs on no other. */
  only?: DatabaseName;
  run: (trial: Trial) => Promise<Count[]>;
}

/** True where the row's database is files of SQLite, which can be looked into. */
export const isOnSqlite = ({ settings }: Pick<Trial, 'settings'>): boolean =>
  settings['INBOX_DATABASE']!.startsWith('file:');

export type DatabaseName = 'sqlite' | 'postgres';

/** The surroundings of one run of a row. */
export interface Trial {
  /** A folder for this row, removed afterwards. */
  folder: string;
  /** The folder of the database's files; with SQLite, inside the row's own. */
  files: string;
  /** Settings of an inbox on an empty database for this row. */
  settings: Readonly<Record<string, string>>;
  /** Returns the requested share of the full size, at least 1. */
  share: (full: number) => number;
  /** Calls this when the row is over, the last registered first. */
  atEnd: (end: () => unknown) => void;
}

export interface Count {
  what: string;
  mark: string;
  found: number;
  holds: boolean;
}

export const exactly = (what: string, expected: number, found: number): Count => ({
  what,
  mark: `= ${expected}`,
  found,
  holds: found === expected,
});

export const atLeast = (what: string, least: number, found: number): Count => ({
  what,
  mark: `≥ ${least}`,
  found,
  holds: found >= least,
});

export const atMost = (what: string, most: number, found: number): Count => ({
  what,
  mark: `≤ ${most}`,
  found,
  holds: found <= most,
});

/** A row cannot be tried here. The message says why. */
export class NotRun extends Error {}
