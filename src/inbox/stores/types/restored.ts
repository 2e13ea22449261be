import type { Actor } from './actor.ts';

/** What mails and secret links need after a restore: the database does not know what happened after the backup was made. */
export interface RestoredStore {
  /**
   * Holds all waiting mails: none is sent until `goOnAfterRestore`, or one by one by `sendMailAgain`. Until then, chores
   * that write to people wait too. Ends what may have been replaced or ended since the backup: the links to applicants'
   * pages, the links to staff's calendars, and staff's sessions. Returns how many mails are held.
   */
  holdAfterRestore(at: string): Promise<number>;
  /** Returns when the backup was restored; undefined unless chores wait because of it. */
  restoredAt(): Promise<string | undefined>;
  /**
   * Lets the chores go on, and makes all held mails due if they are to be sent; writes an audit entry if anything waited.
   * Returns how many mails are due, or undefined if nothing waited.
   */
  goOnAfterRestore(sends: boolean, actor: Actor): Promise<number | undefined>;
}
