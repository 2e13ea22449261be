/** By which instants an hourly chore is due. */
export interface ChoreWindow {
  at: string;
  /** It is due where it began at this instant or before, and was done. */
  notSince: string;
  /** One that is not done is left to whoever began it after this instant. */
  cutOffSince: string;
  /** It is due where it began after this instant, by a clock that was wrong. */
  notAfter: string;
}

/** What is done every hour, by one of all processes on the database. */
export interface ChoreStore {
  /** True for one of all processes that ask at once, when the chore is due. */
  claimChore(name: string, window: ChoreWindow): Promise<boolean>;
  finishChore(name: string, at: string): Promise<void>;
  /** Makes a chore due again that was claimed and failed. */
  forgetChore(name: string): Promise<void>;
  /** Makes all chores due again that were cut off; for a process that is the only one. */
  forgetCutOffChores(): Promise<void>;
}
