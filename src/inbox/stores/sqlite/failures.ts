import { LaterVersion, OtherProgram } from '../../migrations/migrate.ts';
import { unavailable } from '../group-commit.ts';
import { CannotOpen } from '../store.ts';

/** Why a file does not open, by SQLite's result code (https://www.sqlite.org/rescode.html) or the system's. */
const reasons: Readonly<Record<string, string>> = {
  8: 'this user may not write it, or its folder',
  10: 'the disk could not read or write it',
  11: 'it is damaged',
  13: 'the disk is full',
  14: 'this user may not open it',
  26: 'it is no database of SQLite, or it is damaged',
  EACCES: 'this user may not write it, or its folder',
  EISDIR: 'it is a folder or a device',
  EEXIST: 'a file is in the place of its folder',
  ENOSPC: 'the disk is full',
  ENOTDIR: 'a file is in the place of its folder',
  EPERM: 'this user may not write it, or its folder',
  EROFS: 'its disk is read-only',
};

/** Returns SQLite's primary result code, such as 5 for a lock; undefined if the error is not SQLite's. */
export const resultCode = (error: unknown): number | undefined =>
  error instanceof Error && 'errcode' in error ? Number(error.errcode) & 0xff : undefined;

const locked = new Set([5, 6]);

/** True if a retry may succeed: another process has the lock. */
export const isPassing = (error: unknown): boolean => locked.has(resultCode(error) ?? 0);

/**
 * True for failures of the machine (locked, read-only, I/O, full, cannot open), false for mistakes in a statement or
 * its values.
 */
export const isOfDatabase = (error: unknown): boolean =>
  isPassing(error) || [8, 10, 13, 14].includes(resultCode(error) ?? 0);

/** Rethrows an error: a refusal of the database as `StoreUnavailable`, any other unchanged. */
export function refuse(error: unknown): never {
  throw isOfDatabase(error) ? unavailable(error) : error;
}

/** Rethrows why a file does not open: with what to do if that is known, any other error unchanged. */
export function refuseToOpen(path: string, error: unknown): never {
  const code = resultCode(error) ?? (error as NodeJS.ErrnoException).code ?? '';
  const reason = error instanceof LaterVersion || error instanceof OtherProgram ? error.message : reasons[code];
  if (reason === undefined) throw error;
  const remedy =
    error instanceof LaterVersion
      ? ''
      : ' Is INBOX_DATABASE right? If it is, see "When something goes wrong" in docs/running.md.';
  throw new CannotOpen(path, reason, remedy, error);
}
