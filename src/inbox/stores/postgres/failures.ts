import { DatabaseError } from 'pg';
import { StoreUnavailable } from '../types/store.ts';
import { unavailable } from '../group-commit.ts';

/**
 * Classes of SQLSTATE that are refusals of the machine or of who keeps it: connection, read-only, access, no such database, rolled back to end a deadlock,
 * out of disk, memory or connections, locks, shutting down, I/O. All others are mistakes in a statement or its values.
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const classesOfDatabase = /^(08|25006|28|3D|40|53|54|55|57|58|XX)/;

/** What may have ended a moment later: a lock, a deadlock, a restart, too many connections; and an id that another process just took. */
const passing = /^(08|40001|40P01|53300|55P03|57P|23505)/;

/** The connection itself failed: what the system calls it, or what the driver says. */
const isOfConnection = (error: unknown) =>
  error instanceof Error &&
  !(error instanceof DatabaseError) &&
  (/^E[A-Z]+$/.test(('code' in error && String(error.code)) || '') ||
    /^(Connection terminated|timeout e|Query read timeout|Client (was closed|has encountered)|Cannot use a pool)/.test(
      error.message,
    ));

const stateOf = (error: unknown) => (error instanceof DatabaseError ? (error.code ?? '') : '');

/** The statement failed only because one before it had. */
export const isConsequence = (error: unknown): boolean => stateOf(error) === '25P02';

/** True for a refusal of the database or of the way to it. */
export const isOfDatabase = (error: unknown): boolean =>
  error instanceof StoreUnavailable ||
  isOfConnection(error) ||
  classesOfDatabase.test(stateOf(error)) ||
  isPassing(error);

/** True when the same may succeed a moment later. */
export const isPassing = (error: unknown): boolean => isOfConnection(error) || passing.test(stateOf(error));

/** Throws on what was caught: a refusal of the database as `StoreUnavailable`, anything else as it is. */
export function refuse(error: unknown): never {
  throw isOfDatabase(error) ? unavailable(error) : error;
}
