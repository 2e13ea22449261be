import { DatabaseError } from 'pg';
import { CannotOpen, StoreUnavailable } from '../store.ts';
import { LaterVersion, OtherProgram } from '../../migrations/migrate.ts';
import { describeUrl } from './describe-url.ts';
import { unavailable } from '../group-commit.ts';

/**
 * SQLSTATE classes of failures of the machine or its administration: connection, read-only, access, missing database,
 * serialization, full disk, memory or connections, locks, shutdown, I/O. All others are mistakes in a statement or its
 * values.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const classesOfDatabase = /^(08|25006|28|3D|40|42501|53|54|55|57|58|XX)/;

/**
 * States that a retry may get past: a lock, a deadlock, a restart, too many connections, or an id that another process
 * has just used.
 */
const passing = /^(08|40001|40P01|53300|55P03|57P|23505)/;

/** True if the connection failed, by the system's code or the driver's message. */
const isOfConnection = (error: unknown) =>
  error instanceof Error &&
  !(error instanceof DatabaseError) &&
  (/^E[A-Z]+$/.test(('code' in error && String(error.code)) || '') ||
    /^(Connection terminated|timeout e|Query read timeout|Client (was closed|has encountered)|Cannot use a pool)/.test(
      error.message,
    ));

const stateOf = (error: unknown) => (error instanceof DatabaseError ? (error.code ?? '') : '');

/** True if the statement failed only because an earlier one in the transaction did. */
export const isConsequence = (error: unknown): boolean => stateOf(error) === '25P02';

/** True if the database or the connection to it refused. */
export const isOfDatabase = (error: unknown): boolean =>
  error instanceof StoreUnavailable ||
  isOfConnection(error) ||
  classesOfDatabase.test(stateOf(error)) ||
  isPassing(error);

/** True if a retry may succeed. */
export const isPassing = (error: unknown): boolean => isOfConnection(error) || passing.test(stateOf(error));

/** Rethrows an error: a refusal of the database as `StoreUnavailable`, any other unchanged. */
export function refuse(error: unknown): never {
  if (error instanceof Error && isOfConnection(error) && error.message === silent)
    throw new StoreUnavailable('The database did not answer in time.', { cause: error });
  throw isOfDatabase(error) ? unavailable(error) : error;
}

/** Rethrows why a database does not open: with its place if it refused, any other error unchanged. */
export function refuseToOpen(url: string, error: unknown): never {
  if (error instanceof OtherProgram)
    throw new CannotOpen(
      `at ${describeUrl(url)}`,
      error.message,
      ' Make an empty one for the inbox, and name it in INBOX_DATABASE.',
      error,
    );
  if (!(error instanceof LaterVersion || isOfDatabase(error))) throw error;
  const { message } = error instanceof Error ? error : { message: String(error) };
  throw new CannotOpen(`at ${describeUrl(url)}`, message.replace(/\.$/, ''), '', error);
}

/** What the driver says of a statement without an answer. */
const silent = 'Query read timeout';
