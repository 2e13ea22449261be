/** What a store takes and returns. Answers arrive and leave sealed: a store never has them in plain text. Instants are ISO texts in UTC. */
export type * from './actor.ts';
export type * from './applicant.ts';
export type * from './audit.ts';
export type * from './check-ins.ts';
export type * from './chores.ts';
export type * from './clock.ts';
export type * from './content.ts';
export type * from './erased-counts.ts';
export type * from './imports.ts';
export type * from './links.ts';
export type * from './offers.ts';
export type * from './questions.ts';
export type * from './lists.ts';
export type * from './mail.ts';
export { heldMark } from './mail.ts';
export type * from './staff.ts';
export type * from './submission-name.ts';
export type * from './submissions.ts';
export type * from './casework.ts';
export type * from './matching.ts';
export { linkPurposes } from './links.ts';
export { checkInKinds, sides } from './check-ins.ts';
export { declineReasons } from './offers.ts';
export { meetingAnswers } from './questions.ts';
export { storedOrders } from './lists.ts';
export { roles } from './staff.ts';
export { endReasons, outcomes } from './casework.ts';

/**
 * The database cannot answer: it is locked by another process, full, unreachable or closing. Nothing was stored, unless
 * the connection broke during a commit: then it is unknown, and a retry with the same id stores the submission once.
 */
export class StoreUnavailable extends Error {}

/** A database does not open. */
export class CannotOpen extends StoreUnavailable {
  /** Why, without its place. */
  readonly reason: string;

  constructor(place: string, reason: string, remedy: string, cause: unknown) {
    super(`The database ${place} cannot be opened: ${reason}.${remedy}`, { cause });
    this.reason = reason;
  }
}

/** A store that must be empty is not. */
export class StoreNotEmpty extends Error {}

/** A row as in its table, by column. */
export type Row = Readonly<Record<string, string | number | Uint8Array | null>>;

export interface Portion {
  table: string;
  rows: readonly Row[];
}
