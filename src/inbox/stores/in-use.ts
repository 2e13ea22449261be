/**
 * How a process uses a database: `serve` for a server (one for a file, several for PostgreSQL), `visit` for a command
 * that may run beside it, `replace` for a command that must run alone. A lock shows the use; the system or the database
 * server frees it when the process ends, however it ends.
 */
export type Use = 'serve' | 'visit' | 'replace';

export interface DatabaseUse {
  /** Releases the lock. */
  end: () => Promise<void>;
  /** For a server: true if no other server used the database when this one began. */
  isOnlyServer: boolean;
}

/** Another process uses the database; the message names it and says what to do. */
export class InUse extends Error {}

/** Returns the error that says what to do about the other process. */
export const inUse = (place: string, by: string, use: Use): InUse =>
  new InUse(
    use === 'serve'
      ? `The database ${place} is in use: ${by}. Stop that one first, or name another database with INBOX_DATABASE.`
      : `The database ${place} is in use: ${by}. Nothing was changed. Stop that first, then run this again.`,
  );
