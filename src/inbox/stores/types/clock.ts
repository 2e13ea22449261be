/** Why the clock is in doubt. */
export interface ClockDoubt {
  /** The time that the clock showed when the jump was noticed. */
  at: string;
  /** The time that the clock showed before the jump. */
  movedFrom: string;
}

export interface ClockState {
  /** The time that the clock showed at the last check. */
  seenAt: string;
  /** Null while the clock is trusted. */
  doubt: ClockDoubt | null;
}
