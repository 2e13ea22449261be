/** A row of the table of faults: what is tried, and the counts it must end with. */
export interface Row {
  /** As in the table of faults: R1, A4. */
  id: string;
  claim: string;
  /** The only database that the row is tried on, if it is about that database's files. */
  only?: DatabaseName;
  run: (trial: Trial) => Promise<Count[]>;
}

export type DatabaseName = 'sqlite' | 'postgres';

/** What a row works with. */
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
