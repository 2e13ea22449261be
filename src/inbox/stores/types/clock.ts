import type { Actor } from './audit.ts';

/** Why the clock is doubted. */
export interface ClockDoubt {
  /** What the clock showed when it was first seen to have moved. */
  at: string;
  /** What it had shown before. */
  movedFrom: string;
}

export interface ClockState {
  /** What the clock showed when it was last looked at. */
  seenAt: string;
  /** Null while the clock is trusted. */
  doubt: ClockDoubt | null;
}

/** What is remembered of the clock, so that nothing is erased by one that is wrong. */
export interface ClockStore {
  /**
   * Judges what the clock shows by what is stored, and remembers it. What a clock left behind that was ahead (mails, claims, limits that
   * end in the future) is brought to the present.
   */
  seeClock(now: string): Promise<ClockState>;
  /** Undefined before it was first looked at. */
  clock(): Promise<ClockState | undefined>;
  /** Trusts the clock again, where it is still doubted since `doubtedAt`. Gives false where it is not. */
  confirmClock(doubtedAt: string, deed: Actor): Promise<boolean>;
}
