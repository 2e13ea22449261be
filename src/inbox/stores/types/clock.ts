import type { Actor } from './actor.ts';

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

/** The state of the clock. It prevents a wrong clock from erasing anything. */
export interface ClockStore {
  /**
   * Compares the clock with the stored state and stores the result. Mails, claims and limits that a fast clock dated in
   * the future are brought to the present.
   */
  seeClock(now: string): Promise<ClockState>;
  /** Returns undefined before the first check. */
  clock(): Promise<ClockState | undefined>;
  /** Trusts the clock again if the doubt of `doubtedAt` still stands. Returns false if it does not. */
  confirmClock(doubtedAt: string, actor: Actor): Promise<boolean>;
}
