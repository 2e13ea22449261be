/**
 * That a database is in use is known by a lock which the system, or the database server, lets go of when the process ends, however it
 * ends: `serve` for the one server of a file (on PostgreSQL: for each of several), `visit` for a command that may run beside it,
 * `replace` for one that may not run beside anything.
 */
export type Use = 'serve' | 'visit' | 'replace';

/** Ends the use. */
export type EndUse = () => Promise<void>;

/** The database is in use by another process; `message` says by which, and what to do. */
export class InUse extends Error {}

/** What to do about another process. */
export const inUse = (place: string, by: string, use: Use): InUse =>
  new InUse(
    use === 'serve'
      ? `The database ${place} is in use: ${by}. Stop that one first, or name another database with INBOX_DATABASE.`
      : `The database ${place} is in use: ${by}. Nothing was changed. Stop that first, then run this again.`,
  );
