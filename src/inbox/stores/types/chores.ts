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
