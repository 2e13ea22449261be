/** The instants that decide whether an hourly chore is due. */
export interface ChoreWindow {
  at: string;
  /** A finished chore is due if it began at or before this instant. */
  notSince: string;
  /** An unfinished chore that began after this instant is still running elsewhere and is not due. */
  cutOffSince: string;
  /** A chore is due if it began after this instant, because a wrong clock dated it in the future. */
  notAfter: string;
}

/** Chores that run once an hour, in one of the processes on the database. */
export interface ChoreStore {
  /** Returns true to one of the processes that call it at once, if the chore is due. */
  claimChore(name: string, window: ChoreWindow): Promise<boolean>;
  finishChore(name: string, at: string): Promise<void>;
  /** Makes a chore due again after it failed. */
  forgetChore(name: string): Promise<void>;
  /** Makes chores that were begun before this instant and are unfinished due again. Only for a server without others beside it. */
  forgetCutOffChores(before: string): Promise<void>;
}
