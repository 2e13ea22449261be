/** A row of the table of faults: what is tried, and the counts it must end with. */
export interface Row {
  /** As the table of faults names it: R1, A4. */
  id: string;
  claim: string;
  /** Where it is about the files of one database, the only one it is tried on. */
  only?: DatabaseName;
  run: (trial: Trial) => Promise<Count[]>;
}

export type DatabaseName = 'sqlite' | 'postgres';

/** What a row is tried with. */
export interface Trial {
  /** A folder of its own, which is gone afterwards. */
  folder: string;
  /** The folder of the database's files; with SQLite within the row's own. */
  files: string;
  /** Settings of an inbox whose empty database is the row's own. */
  settings: Readonly<Record<string, string>>;
  /** So many as the run was asked to try of what the full size has; never none. */
  share: (full: number) => number;
  /** Calls this when the row is over, the last first. */
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

/** A row cannot be tried here. `message` says why. */
export class NotRun extends Error {}
